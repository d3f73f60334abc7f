package io.assay.experiment.readout;

import io.assay.statistics.Direction;
import io.assay.statistics.inference.Scale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One metric's say on one arm: today, under the inference that may be acted on, and at earlier looks. Of a guardrail better
 * means held, and worse breached.
 *
 * @param comparison null where the arm could not be compared on it
 */
record MetricVerdict(MetricReadout metric, @Nullable ComparisonReadout comparison) {

    @Nullable
    InferenceReadout result() {
        return comparison == null ? null : comparison.under(metric.actOn().inference());
    }

    boolean isBetterToday() {
        return metric.role() == Role.GUARDRAIL
                ? status() == Guardrail.Status.HELD
                : isSignificant() && improvement() > 0;
    }

    boolean isWorseToday() {
        return metric.role() == Role.GUARDRAIL
                ? status() == Guardrail.Status.BREACHED
                : isSignificant() && improvement() < 0;
    }

    /** The first earlier look at which it was better; null where there is none. */
    @Nullable
    Integer betterAtLook() {
        return comparison == null ? null : comparison.crossedBetterAtLook();
    }

    /** The first earlier look at which it was worse; null where there is none. */
    @Nullable
    Integer worseAtLook() {
        return comparison == null ? null : comparison.crossedWorseAtLook();
    }

    boolean isWorse() {
        return isWorseToday() || worseAtLook() != null;
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

    /** Whether today's estimate contradicts that it was better: it points the other way, or a guardrail's loss is not tolerated. */
    boolean hasTurned() {
        InferenceReadout result = result();
        Guardrail guardrail = comparison == null ? null : comparison.guardrail();
        if (guardrail != null) {
            Double loss = loss();
            return loss != null && loss > guardrail.toleratedLoss();
        }
        return result != null && result.shown() != null && improvement() <= 0;
    }

    /** The estimated loss of a guardrail on the scale of the tolerated one; null where there is none. */
    @Nullable
    Double loss() {
        InferenceReadout result = result();
        Guardrail guardrail = comparison == null ? null : comparison.guardrail();
        if (result == null || guardrail == null) {
            return null;
        }
        Effect effect = guardrail.scale() == Scale.RELATIVE ? result.relative() : result.absolute();
        double sign = metric.direction() == Direction.INCREASE ? -1 : 1;
        return effect == null ? null : (Double) (sign * effect.estimate());
    }

    private Guardrail.Status status() {
        Guardrail guardrail = comparison == null ? null : comparison.guardrail();
        return guardrail == null ? Guardrail.Status.UNRESOLVED : guardrail.status();
    }
}
