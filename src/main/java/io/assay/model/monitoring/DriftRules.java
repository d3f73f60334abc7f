package io.assay.model.monitoring;

import io.assay.model.monitoring.ColumnDrift.Drift;
import io.assay.model.profile.ColumnProfile;
import io.assay.statistics.drift.Homogeneity;
import io.assay.statistics.drift.JensenShannon;
import io.assay.statistics.drift.StabilityIndex;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import io.assay.statistics.multiplicity.AdjustedPValues;
import io.assay.statistics.multiplicity.Correction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds counts over frozen bins against those that were frozen, and says what to do. Something has surely moved where its
 * p-value, corrected for all columns and scores, is below 1 %; how far is said by the excess of its stability index over
 * what sampling alone gives, so that neither a small sample nor a huge one raises an alarm about nothing.
 */
final class DriftRules {

    static final double MODERATE = 0.1;
    static final double LARGE = 0.25;

    /** Of columns and scores that are said to have moved at most this share has not, on average. */
    private static final double FALSE_DISCOVERIES = 0.01;

    /** Below this part in the model, and less than its share of all columns, a column is told of, but nobody is sent to look. */
    private static final double LEAST_WEIGHT = 0.01;

    /** What rounding may leave of a column's equal share. */
    private static final double NEARLY = 1 - 1e-9;

    /** Below so many rows bins are nearly empty, and only what everybody sees is sure. */
    static final int FEWEST_ROWS = 100;

    /** Of what was frozen: against fewer rows no test is worth its name. */
    static final int FEWEST_FROZEN = 30;

    private static final int SHOWN = 5;

    private DriftRules() {}

    /**
     * A column's rows.
     *
     * @param current counts over the profile's bins
     * @param ofValues the test of the values themselves; null where they are not there
     * @param wasserstein null where the values are not there
     */
    record Compared(
            ColumnProfile profile,
            List<Long> current,
            @Nullable TwoSampleKolmogorovSmirnov ofValues,
            @Nullable Double wasserstein) {

        static Compared of(ColumnProfile profile, long[] current) {
            return new Compared(profile, Arrays.stream(current).boxed().toList(), null, null);
        }
    }

    /**
     * Reads columns and scores.
     *
     * @param columns of one number of rows, at least one
     * @param scores what the model says; none where that is not known
     */
    static DriftReading read(List<Compared> columns, List<Compared> scores) {
        double[] weights = weights(columns);
        List<ColumnDrift> read = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            read.add(measured(columns.get(i), weights[i]));
        }
        scores.forEach(score -> read.add(measured(score, null)));
        List<@Nullable Double> pValues = new ArrayList<>();
        read.forEach(one -> pValues.add(one.pValue()));
        AdjustedPValues adjusted = AdjustedPValues.of(pValues, Correction.BENJAMINI_HOCHBERG, FALSE_DISCOVERIES);
        for (int i = 0; i < read.size(); i++) {
            read.set(i, judged(read.get(i), adjusted.adjusted().get(i)));
        }
        List<ColumnDrift> ofColumns = read.subList(0, columns.size()).stream()
                .sorted(Comparator.comparingDouble(DriftRules::weightedExcess)
                        .thenComparingDouble(column -> column.psi().excess())
                        .reversed()
                        .thenComparing(ColumnDrift::column))
                .toList();
        List<ColumnDrift> ofScores = List.copyOf(read.subList(columns.size(), read.size()));
        return verdict(ofColumns, ofScores);
    }

    /** They add up to 1; all the same where none is above 0. */
    private static double[] weights(List<Compared> columns) {
        double[] shares = columns.stream()
                .mapToDouble(
                        column -> Objects.requireNonNullElse(column.profile().share(), 0.0))
                .toArray();
        double largest = Arrays.stream(shares).max().orElse(0);
        // By the largest first: the sum of large ones is no number.
        double[] parts = Arrays.stream(shares)
                .map(share -> largest > 0 ? share / largest : 1)
                .toArray();
        double total = Arrays.stream(parts).sum();
        return Arrays.stream(parts).map(part -> part / total).toArray();
    }

    private static ColumnDrift measured(Compared compared, @Nullable Double weight) {
        ColumnProfile profile = compared.profile();
        long[] reference = profile.reference();
        long[] current = compared.current().stream().mapToLong(Long::longValue).toArray();
        long n = Arrays.stream(reference).sum();
        long m = Arrays.stream(current).sum();
        int last = reference.length - 1;
        TwoSampleKolmogorovSmirnov ks =
                compared.ofValues() == null ? ofBins(profile, reference, current) : compared.ofValues();
        return new ColumnDrift(
                profile.column(),
                profile.kind(),
                weight,
                n,
                m,
                (double) reference[last] / n,
                (double) current[last] / m,
                profile.kind() == ColumnProfile.Kind.CATEGORY ? (Double) ((double) current[last - 1] / m) : null,
                StabilityIndex.of(reference, current),
                ks,
                Homogeneity.of(reference, current),
                JensenShannon.distance(reference, current),
                compared.wasserstein(),
                n < FEWEST_FROZEN
                        ? null
                        : smaller(Homogeneity.pooled(reference, current).pValue(), ks == null ? null : ks.pValue()),
                null,
                Drift.NONE);
    }

    private static @Nullable TwoSampleKolmogorovSmirnov ofBins(
            ColumnProfile profile, long[] reference, long[] current) {
        long[] present = Arrays.copyOf(reference, reference.length - 1);
        long[] presentNow = Arrays.copyOf(current, current.length - 1);
        return profile.kind() == ColumnProfile.Kind.NUMBER
                        && Arrays.stream(present).sum() > 0
                        && Arrays.stream(presentNow).sum() > 0
                ? TwoSampleKolmogorovSmirnov.ofBins(present, presentNow)
                : null;
    }

    /** Of two tests of the same rows the smaller p-value, doubled because there are two: Bonferroni's. */
    private static @Nullable Double smaller(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : (Double) Math.min(1, 2 * Math.min(one, other));
    }

    private static ColumnDrift judged(ColumnDrift read, @Nullable Double adjusted) {
        double excess = read.psi().excess();
        Drift drift = adjusted == null || adjusted >= FALSE_DISCOVERIES
                ? Drift.NONE
                : excess >= LARGE ? Drift.LARGE : excess >= MODERATE ? Drift.MODERATE : Drift.SMALL;
        return new ColumnDrift(
                read.column(),
                read.kind(),
                read.weight(),
                read.referenceRows(),
                read.rows(),
                read.referenceMissing(),
                read.missing(),
                read.others(),
                read.psi(),
                read.ks(),
                read.chiSquare(),
                read.jensenShannon(),
                read.wasserstein(),
                read.pValue(),
                adjusted,
                drift);
    }

    /** Of a column that has surely moved; 0 of one that has not. */
    private static double weightedExcess(ColumnDrift column) {
        Double weight = column.weight();
        return column.drift() == Drift.NONE || weight == null
                ? 0
                : weight * Math.max(0, column.psi().excess());
    }

    private static DriftReading verdict(List<ColumnDrift> columns, List<ColumnDrift> scores) {
        double weighted =
                columns.stream().mapToDouble(DriftRules::weightedExcess).sum();
        long rows = Stream.concat(columns.stream(), scores.stream())
                .mapToLong(ColumnDrift::rows)
                .max()
                .orElse(0);
        List<String> reasons = new ArrayList<>();
        if (rows < FEWEST_ROWS) {
            reasons.add("%d rows are too few: it takes %d to say anything".formatted(rows, FEWEST_ROWS));
            return new DriftReading(null, reasons, weighted, columns, scores);
        }
        long frozen =
                columns.stream().mapToLong(ColumnDrift::referenceRows).max().orElse(0);
        if (frozen < FEWEST_FROZEN) {
            reasons.add("%d rows to hold them against are too few: it takes %d".formatted(frozen, FEWEST_FROZEN));
            return new DriftReading(null, reasons, weighted, columns, scores);
        }
        Verdict verdict = Verdict.STABLE;
        for (ColumnDrift score : scores) {
            if (isFar(score)) {
                verdict = worse(verdict, score.drift() == Drift.LARGE ? Verdict.RETRAIN : Verdict.WATCH);
                reasons.add("the score%s has moved: %s"
                        .formatted(scores.size() == 1 ? "" : " of " + score.column(), told(score)));
            }
        }
        if (weighted >= LARGE) {
            verdict = worse(verdict, Verdict.RETRAIN);
            reasons.add(String.format(
                    Locale.ROOT,
                    "what has moved matters: an excess of %.3g of the index over all columns by their weight",
                    weighted));
        }
        double least = Math.min(LEAST_WEIGHT, NEARLY / columns.size());
        List<ColumnDrift> far = columns.stream()
                .filter(column -> isFar(column) && column.weight() != null && column.weight() >= least)
                .toList();
        if (!far.isEmpty()) {
            verdict = worse(verdict, Verdict.WATCH);
            far.stream()
                    .limit(SHOWN)
                    .forEach(column -> reasons.add("%s has moved: %s%s"
                            .formatted(
                                    column.column(),
                                    told(column),
                                    String.format(Locale.ROOT, ", weight %.2g", column.weight()))));
            if (far.size() > SHOWN) {
                reasons.add("and %d columns more".formatted(far.size() - SHOWN));
            }
        }
        if (verdict == Verdict.STABLE) {
            reasons.add("nothing that matters has moved further than sampling alone moves it");
        }
        return new DriftReading(verdict, reasons, weighted, columns, scores);
    }

    private static boolean isFar(ColumnDrift read) {
        return read.drift() == Drift.MODERATE || read.drift() == Drift.LARGE;
    }

    static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String told(ColumnDrift read) {
        return String.format(
                Locale.ROOT,
                "index %.3g, of which sampling gives %.2g, adjusted p %.2g",
                read.psi().value(),
                read.psi().expected(),
                read.pAdjusted());
    }
}
