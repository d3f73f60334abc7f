package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.multiplicity.AdjustedPValues;
import io.assay.statistics.multiplicity.Correction;
import io.assay.statistics.multiplicity.Dunnett;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hypotheses of one role over all arms, judged together at one error rate.
 *
 * @param judgements in the order of the contrasts
 * @param correction what it was corrected by
 */
record Family(List<Judgement> judgements, MultiplicityMethod correction) {

    /**
     * One hypothesis in its family.
     *
     * @param contrast what was compared
     * @param pValue by itself; null where there is none
     * @param adjusted for the family
     * @param significant whether it is rejected
     * @param level at which it was tested by itself
     * @param reason why there is no p-value; null where there is one
     */
    record Judgement(
            Contrast contrast,
            @Nullable Double pValue,
            @Nullable Double adjusted,
            @Nullable Boolean significant,
            @Nullable Double level,
            @Nullable String reason) {}

    /**
     * Judges every contrast's effect against 0.
     *
     * @param size hypotheses that were planned: those that could not be tested count as well
     */
    static Family of(List<Contrast> contrasts, int size, Inference inference, MultiplicityMethod asked, double alpha) {
        List<@Nullable Double> pValues = new ArrayList<>(contrasts.size());
        List<@Nullable String> reasons = new ArrayList<>(contrasts.size());
        for (Contrast contrast : contrasts) {
            Outcome<Double> p = inference.pValue(
                    contrast,
                    new Hypothesis(
                            inference.testedOn(contrast), 0, contrast.metric().alternative()));
            pValues.add(p.valueOrNull());
            reasons.add(p.reasonOrNull());
        }
        MultiplicityMethod method = available(asked, inference.kind());
        Correction correction = method.correction();
        List<Judgement> judgements = correction == null
                ? dunnett(contrasts, size, pValues, reasons, alpha)
                : corrected(contrasts, pValues, reasons, AdjustedPValues.of(padded(pValues, size), correction, alpha));
        return new Family(judgements, method);
    }

    /** A hypothesis that could not be tested counts as one that is not rejected. */
    private static List<@Nullable Double> padded(List<@Nullable Double> pValues, int size) {
        List<@Nullable Double> padded = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Double p = i < pValues.size() ? pValues.get(i) : null;
            padded.add(p == null ? (Double) 1.0 : p);
        }
        return padded;
    }

    /** Dunnett's distribution is that of statistics looked at once; elsewhere Bonferroni stands in for it. */
    static MultiplicityMethod available(MultiplicityMethod asked, InferenceKind kind) {
        return asked == MultiplicityMethod.DUNNETT && kind != InferenceKind.FIXED_HORIZON
                ? MultiplicityMethod.BONFERRONI
                : asked;
    }

    private static List<Judgement> corrected(
            List<Contrast> contrasts,
            List<@Nullable Double> pValues,
            List<@Nullable String> reasons,
            AdjustedPValues adjusted) {
        List<Judgement> judgements = new ArrayList<>(contrasts.size());
        for (int i = 0; i < contrasts.size(); i++) {
            boolean tested = pValues.get(i) != null;
            judgements.add(new Judgement(
                    contrasts.get(i),
                    pValues.get(i),
                    tested ? adjusted.adjusted().get(i) : null,
                    tested ? adjusted.rejected().get(i) : null,
                    tested ? adjusted.levels().get(i) : null,
                    reasons.get(i)));
        }
        return judgements;
    }

    /** Within each metric by Dunnett, over the metrics by Bonferroni. */
    private static List<Judgement> dunnett(
            List<Contrast> contrasts,
            int size,
            List<@Nullable Double> pValues,
            List<@Nullable String> reasons,
            double alpha) {
        Map<String, List<Integer>> byMetric = new LinkedHashMap<>();
        for (int i = 0; i < contrasts.size(); i++) {
            if (pValues.get(i) != null) {
                byMetric.computeIfAbsent(contrasts.get(i).metric().key(), key -> new ArrayList<>())
                        .add(i);
            }
        }
        @Nullable Judgement[] judgements = new Judgement[contrasts.size()];
        byMetric.values()
                .forEach(places ->
                        dunnett(contrasts, pValues, places, alpha, (double) size / places.size(), judgements));
        List<Judgement> all = new ArrayList<>(contrasts.size());
        for (int i = 0; i < judgements.length; i++) {
            Judgement judged = judgements[i];
            all.add(judged != null ? judged : new Judgement(contrasts.get(i), null, null, null, null, reasons.get(i)));
        }
        return all;
    }

    private static void dunnett(
            List<Contrast> contrasts,
            List<@Nullable Double> pValues,
            List<Integer> places,
            double alpha,
            double metrics,
            @Nullable Judgement[] judgements) {
        Contrast first = contrasts.get(places.getFirst());
        boolean twoSided = first.metric().alternative() == Alternative.TWO_SIDED;
        Dunnett family = new Dunnett(
                first.comparison().ownControlVariance(),
                places.stream()
                        .map(place -> contrasts.get(place).comparison().ownTreatmentVariance())
                        .toList(),
                twoSided,
                Double.POSITIVE_INFINITY);
        double critical = family.criticalValue(alpha / metrics);
        double level = (twoSided ? 2 : 1) * Normal.survival(critical);
        for (int place : places) {
            Double p = pValues.get(place);
            if (p != null) {
                double tail = Math.max(twoSided ? p / 2 : p, Double.MIN_VALUE);
                double adjusted =
                        Math.clamp(metrics * family.adjustedPValue(tail >= 1 ? -40 : Normal.upperQuantile(tail)), p, 1);
                judgements[place] = new Judgement(contrasts.get(place), p, adjusted, adjusted < alpha, level, null);
            }
        }
    }
}
