package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.BandsUsed;
import io.assay.statistics.Interval;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Estimates with errors, p-values and intervals of one distribution.
 *
 * @param degreesOfFreedom of t; infinite for the normal distribution
 * @param level of intervals
 * @param method how intervals are called
 */
record Figures(double degreesOfFreedom, double level, String method) {

    double alpha() {
        return 1 - level;
    }

    private boolean isNormal() {
        return Double.isInfinite(degreesOfFreedom);
    }

    @Nullable
    Double pValue(double estimate, double error) {
        if (!(error > 0)) {
            return null;
        }
        return isNormal() ? Normal.twoSidedP(estimate / error) : StudentT.twoSidedP(estimate / error, degreesOfFreedom);
    }

    @Nullable
    Interval interval(double estimate, double error) {
        double critical =
                isNormal() ? Normal.upperQuantile(alpha() / 2) : StudentT.upperQuantile(alpha() / 2, degreesOfFreedom);
        return around(estimate, error, critical, method);
    }

    @Nullable
    Interval around(double estimate, double error, double critical, String how) {
        return error > 0 ? new Interval(estimate - critical * error, estimate + critical * error, level, how) : null;
    }

    /** One average. */
    Averaged averaged(LinearEffect effect, @Nullable Object at, @Nullable Interval band) {
        double error = effect.standardError();
        return new Averaged(
                at,
                effect.effect(),
                error > 0 ? error : null,
                error > 0 ? effect.effect() / error : null,
                pValue(effect.effect(), error),
                interval(effect.effect(), error),
                band,
                null);
    }

    /** Averages of one kind with their bands. */
    Averages averages(
            LinearEffect overall,
            List<LinearEffect> parts,
            DoubleFunction<Object> label,
            @Nullable Bands bands,
            @Nullable Integer draws,
            @Nullable Long seed) {
        List<Averaged> effects = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            LinearEffect part = parts.get(i);
            effects.add(averaged(part, label.apply(part.label()), bands == null ? null : band(part, bands, i)));
        }
        return new Averages(
                averaged(overall, null, null), List.copyOf(effects), bands == null ? null : used(bands, draws, seed));
    }

    @Nullable
    Interval band(LinearEffect part, Bands bands, int place) {
        return around(part.effect(), bands.standardErrors().get(place), bands.criticalValue(), name(bands));
    }

    static BandsUsed used(Bands bands, @Nullable Integer draws, @Nullable Long seed) {
        boolean multiplied = bands.method() == Bands.Method.MULTIPLIER;
        return new BandsUsed(
                name(bands),
                bands.criticalValue(),
                multiplied ? bands.standardErrors() : null,
                multiplied ? draws : null,
                multiplied ? seed : null);
    }

    private static String name(Bands bands) {
        return bands.method().name().toLowerCase(Locale.ROOT);
    }
}
