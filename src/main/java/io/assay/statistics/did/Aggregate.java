package io.assay.statistics.did;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Averages of effects by cohort and period, weighted by the cohorts' shares; that the shares are estimated too goes into
 * the variance. Source: Callaway and Sant'Anna (2021), section 3.
 *
 * <p>With weights w_k = P_k / S, S the sum of the shares P_k of those averaged, dw_k / dP_j = 1{j = k} / S - P_k / S². Effects
 * that could not be had are left out of their averages.
 *
 * @param kind how it averages
 * @param overall one number
 * @param parts what it is an average of, by label
 */
public record Aggregate(Kind kind, LinearEffect overall, List<LinearEffect> parts) {

    /** How effects are averaged. */
    public enum Kind {
        /** All effects from treatment on. */
        SIMPLE,
        /** By time since treatment; overall the plain mean of those from treatment on. */
        DYNAMIC,
        /** By cohort, the plain mean of its effects; overall by share. */
        GROUP,
        /** By period; overall the plain mean of the periods. */
        CALENDAR
    }

    public static Aggregate of(GroupTimeEffects effects, Kind kind) {
        return switch (kind) {
            case SIMPLE -> simple(effects);
            case DYNAMIC -> dynamic(effects);
            case GROUP -> group(effects);
            case CALENDAR -> calendar(effects);
        };
    }

    /** The places of cells that have an effect and are after treatment, or are all. */
    private static List<Integer> cells(GroupTimeEffects effects, boolean postAlone) {
        List<Integer> found = new ArrayList<>();
        for (int a = 0; a < effects.cells().size(); a++) {
            GroupTimeEffects.Cell cell = effects.cells().get(a);
            if (cell.effect() != null && (cell.post() || !postAlone)) {
                found.add(a);
            }
        }
        return found;
    }

    private static Aggregate simple(GroupTimeEffects effects) {
        LinearEffect overall = byShare(effects, cells(effects, true), Double.NaN);
        return new Aggregate(Kind.SIMPLE, overall, List.of());
    }

    private static Aggregate dynamic(GroupTimeEffects effects) {
        TreeMap<Double, List<Integer>> byTime = new TreeMap<>();
        for (int a : cells(effects, false)) {
            GroupTimeEffects.Cell cell = effects.cells().get(a);
            byTime.computeIfAbsent(cell.period() - cell.cohort(), e -> new ArrayList<>())
                    .add(a);
        }
        List<LinearEffect> parts = new ArrayList<>();
        List<LinearEffect> post = new ArrayList<>();
        byTime.forEach((e, cells) -> {
            LinearEffect part = byShare(effects, cells, e);
            parts.add(part);
            if (e >= 0) {
                post.add(part);
            }
        });
        return new Aggregate(Kind.DYNAMIC, mean(effects, post, Double.NaN), List.copyOf(parts));
    }

    private static Aggregate group(GroupTimeEffects effects) {
        List<LinearEffect> parts = new ArrayList<>();
        double[] shares = effects.shares();
        double total = 0;
        List<Integer> averaged = new ArrayList<>();
        for (int k = 0; k < effects.cohorts().length; k++) {
            List<LinearEffect> single = new ArrayList<>();
            for (int a : cells(effects, true)) {
                if (effects.cohortOf(a) == k) {
                    single.add(byShare(effects, List.of(a), Double.NaN));
                }
            }
            if (!single.isEmpty()) {
                parts.add(mean(effects, single, effects.cohorts()[k]));
                averaged.add(k);
                total += shares[k];
            }
        }
        double[] weights = new double[effects.covariance().length];
        double overall = 0;
        for (int i = 0; i < averaged.size(); i++) {
            double share = shares[averaged.get(i)] / total;
            overall += share * parts.get(i).effect();
            add(weights, parts.get(i).weights(), share);
        }
        for (int i = 0; i < averaged.size(); i++) {
            weights[effects.effects().length + averaged.get(i)] += (parts.get(i).effect() - overall) / total;
        }
        return new Aggregate(
                Kind.GROUP, LinearEffect.of(Double.NaN, weights, overall, effects.covariance()), List.copyOf(parts));
    }

    private static Aggregate calendar(GroupTimeEffects effects) {
        TreeMap<Double, List<Integer>> byPeriod = new TreeMap<>();
        for (int a : cells(effects, true)) {
            byPeriod.computeIfAbsent(effects.cells().get(a).period(), t -> new ArrayList<>())
                    .add(a);
        }
        List<LinearEffect> parts = new ArrayList<>();
        byPeriod.forEach((period, cells) -> parts.add(byShare(effects, cells, period)));
        return new Aggregate(Kind.CALENDAR, mean(effects, parts, Double.NaN), List.copyOf(parts));
    }

    /** Σ P_k a_k / Σ P_k over the cells, with what each share moves. */
    private static LinearEffect byShare(GroupTimeEffects effects, List<Integer> cells, double label) {
        double[] weights = new double[effects.covariance().length];
        double total = 0;
        for (int a : cells) {
            total += effects.shares()[effects.cohortOf(a)];
        }
        double average = 0;
        for (int a : cells) {
            weights[a] = effects.shares()[effects.cohortOf(a)] / total;
            average += weights[a] * effects.effects()[a];
        }
        for (int a : cells) {
            weights[effects.effects().length + effects.cohortOf(a)] += (effects.effects()[a] - average) / total;
        }
        return LinearEffect.of(label, weights, average, effects.covariance());
    }

    private static LinearEffect mean(GroupTimeEffects effects, List<LinearEffect> parts, double label) {
        double[] weights = new double[effects.covariance().length];
        double total = 0;
        for (LinearEffect part : parts) {
            total += part.effect();
            add(weights, part.weights(), 1.0 / parts.size());
        }
        return LinearEffect.of(label, weights, total / parts.size(), effects.covariance());
    }

    private static void add(double[] to, double[] vector, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }
}
