package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.statistics.Direction;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metric's say on one arm today, under the inference that may be acted on.
 *
 * @param comparison null where the arm could not be compared on it
 */
record MetricVerdict(MetricReadout metric, @Nullable ComparisonReadout comparison) {

    @Nullable
    InferenceReadout result() {
        return comparison == null ? null : comparison.under(metric.actOn().inference());
    }

    /** Of a guardrail, held. */
    boolean isBetter() {
        return metric.role() == Role.GUARDRAIL
                ? status() == Guardrail.Status.HELD
                : isSignificant() && improvement() > 0;
    }

    /** Of a guardrail, breached. */
    boolean isWorse() {
        return metric.role() == Role.GUARDRAIL
                ? status() == Guardrail.Status.BREACHED
                : isSignificant() && improvement() < 0;
    }

    private boolean isSignificant() {
        InferenceReadout result = result();
        return result != null && Objects.equals(result.significant(), true);
    }

    /** The estimated effect, above 0 in the good direction; 0 where there is none. */
    double improvement() {
        InferenceReadout result = result();
        Effect effect = result == null ? null : result.shown();
        double sign = metric.direction() == Direction.INCREASE ? 1 : -1;
        return effect == null ? 0 : sign * effect.estimate();
    }

    private Guardrail.Status status() {
        Guardrail guardrail = comparison == null ? null : comparison.guardrail();
        return guardrail == null ? Guardrail.Status.UNRESOLVED : guardrail.status();
    }

    String words() {
        InferenceReadout result = result();
        if (result == null || result.pValue() == null) {
            return metric.key() + " cannot be judged";
        }
        String verdict = isBetter() ? "better" : isWorse() ? "worse" : "not clearly different";
        return metric.key() + " is " + verdict + effect(result) + " by "
                + metric.actOn().inference().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + " inference";
    }

    private static String effect(InferenceReadout result) {
        Effect relative = result.relative();
        Effect shown = relative == null ? result.absolute() : relative;
        if (shown == null) {
            return "";
        }
        return " (" + number(shown.estimate(), relative != null) + limits(shown, relative != null) + ")";
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
