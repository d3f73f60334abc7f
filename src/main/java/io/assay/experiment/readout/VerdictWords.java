package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.statistics.inference.Scale;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What metrics say on an arm, as parts of sentences. */
final class VerdictWords {

    private VerdictWords() {}

    /** Today's figures of a metric that is no guardrail. */
    static String today(MetricVerdict verdict) {
        return verdict.metric().key() + " " + predicate(verdict);
    }

    /** Of a metric that crossed its boundary at an earlier look: that look, and today's figures. */
    static String earlier(MetricVerdict verdict, int look, boolean better) {
        boolean turned = better ? verdict.hasTurned() : verdict.improvement() > 0;
        return verdict.metric().key() + " was " + (better ? "better" : "worse") + " at look " + look
                + ", which stands; today it " + predicate(verdict)
                + (turned ? ", and the estimate no longer points that way" : "");
    }

    /** Of a guardrail that was held at an earlier look, and whose loss today is beyond what is tolerated. */
    static String heldThenTurned(MetricVerdict guardrail) {
        Guardrail limits =
                guardrail.comparison() == null ? null : guardrail.comparison().guardrail();
        Double loss = guardrail.loss();
        boolean relative = limits != null && limits.scale() == Scale.RELATIVE;
        return "guardrail " + guardrail.metric().key() + " was held at look " + guardrail.betterAtLook()
                + ", which stands; today its estimated loss" + (loss == null ? "" : " of " + size(loss, relative))
                + " is beyond the tolerated one"
                + (limits == null ? "" : " of " + size(limits.toleratedLoss(), relative));
    }

    private static String size(double loss, boolean relative) {
        return relative ? Wording.percent(loss) : Wording.digits(loss);
    }

    private static String predicate(MetricVerdict verdict) {
        InferenceReadout result = verdict.result();
        if (result == null || result.pValue() == null) {
            return "cannot be judged";
        }
        String word = verdict.isBetterToday() ? "better" : verdict.isWorseToday() ? "worse" : "not clearly different";
        return "is " + word + effect(result) + " by "
                + verdict.metric()
                        .actOn()
                        .inference()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                + " inference";
    }

    private static String effect(InferenceReadout result) {
        Effect shown = result.shown();
        boolean relative = result.relative() != null;
        return shown == null ? "" : " (" + number(shown.estimate(), relative) + limits(shown, relative) + ")";
    }

    private static String limits(Effect effect, boolean relative) {
        if (effect.lower() == null && effect.upper() == null) {
            return "";
        }
        String range = effect.lower() == null
                ? ", below " + number(effect.upper(), relative)
                : effect.upper() == null
                        ? ", above " + number(effect.lower(), relative)
                        : ", between " + number(effect.lower(), relative) + " and " + number(effect.upper(), relative);
        return range + " at a level of " + Wording.percent(effect.level());
    }

    private static String number(@Nullable Double value, boolean relative) {
        return value == null ? "unbounded" : relative ? Wording.signedPercent(value) : Wording.digits(value);
    }
}
