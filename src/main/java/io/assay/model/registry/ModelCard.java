package io.assay.model.registry;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Trainings.HeldOut;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Comparison.Favours;
import io.assay.model.judgement.Measured;
import io.assay.model.judgement.SegmentReading;
import io.assay.model.profile.ColumnProfile;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What whoever uses a version has to know of it, all of it generated from what is kept. */
@Schema(name = "ModelCard")
record ModelCard(
        String name,

        int version,

        @Schema(description = "What it is for, as its registration says; null where nobody said") @Nullable
        String intendedUse,

        @Schema(description = "What it says of a row, in words")
        String foretells,

        List<String> aliases,

        Map<String, String> tags,

        Instant registeredAt,

        String registeredBy,

        Training training,

        Data data,

        @Schema(description = "What it predicts from") List<Feature> features,

        @Schema(description = "Of the model as it is served, on the rows held out, with intervals")
        Map<String, Measured> metrics,

        @Schema(description = "Against the baseline, over the folds; null where that is not known") @Nullable
        Lift lift,

        @Schema(description = "What makes its probabilities mean what they say; null where nothing does") @Nullable
        Calibrated calibration,

        @Schema(description = "How much columns say, what says most first; none where that was not asked for")
        List<Share> columns,

        @Schema(
                description =
                        "Parts of the rows held out, each judged by itself; without the value where the column is personal data")
        List<SegmentReading> segments,

        @Schema(description = "The checklist of its training")
        List<Check> checks,

        EvaluationAnswer.Verdict verdict,

        @Schema(description = "What it is not known to be good for, and what is not known of it")
        List<String> limits,

        @Schema(description = "When it became champion or did not, the newest first")
        List<Step> promotions,

        @Schema(description = "SHA-256 of this card without this member, in canonical JSON (RFC 8785)")
        String sha256) {

    /** How it was made. */
    @Schema(name = "ModelCardTraining")
    record Training(
            String run,
            String modelSha256,
            String pipelineSha256,
            String algorithm,

            @Schema(implementation = Object.class) ObjectNode hyperparameters,

            long seed,

            @Schema(description = "The version of the service that trained it")
            String codeVersion,

            Instant at,
            String by) {}

    /** What it learned from. */
    @Schema(name = "ModelCardData")
    record Data(
            @Schema(description = "The stored dataset; null for rows that came with the request") @Nullable
            String dataset,

            @Schema(description = "SHA-256 of its content") String fingerprint,

            @Schema(description = "How many rows there were")
            long rows,

            EvaluationAnswer.Target target,

            @Schema(description = "How rows were held out, and how many")
            HeldOut heldOut,

            @Schema(
                    description =
                            "What the columns that it reads held in the rows that it learned from; none where the run is older than "
                                    + "the keeping of it")
            List<Column> columns) {}

    /** What a column held in the rows that were learned from: beyond it nothing is known. */
    @Schema(name = "ModelCardDataColumn")
    record Column(
            String column,

            ColumnProfile.Kind kind,

            @Schema(description = "The least number; null where there is none") @Nullable
            Double least,

            @Schema(description = "The largest number; null where there is none") @Nullable
            Double largest,

            @Schema(
                    description =
                            "Of categories the most frequent ones, at most 100, the most frequent first; none where the column is"
                                    + " personal data")
            List<String> levels,

            @Schema(description = "How many rows had another category")
            long others,

            @Schema(description = "How many rows had no value")
            long missing) {

        /** @param personal whether its categories are for nobody to read */
        static Column of(ColumnProfile profile, boolean personal) {
            List<Long> counts = profile.counts();
            boolean isCategory = profile.kind() == ColumnProfile.Kind.CATEGORY;
            long missing = counts.getLast();
            long all = counts.stream().mapToLong(Long::longValue).sum();
            return new Column(
                    profile.column(),
                    profile.kind(),
                    profile.least(),
                    profile.largest(),
                    personal ? List.of() : profile.levels(),
                    !isCategory ? 0 : personal ? all - missing : counts.get(counts.size() - 2),
                    missing);
        }
    }

    /** A feature, in its owner's words. */
    @Schema(name = "ModelCardFeature")
    record Feature(
            String name,

            @Schema(description = "null where nobody said") @Nullable
            String meaning,

            @Nullable String unit,

            @Nullable String owner,

            @Schema(description = "Whether it is personal data; null where nobody said") @Nullable
            Boolean pii,

            @Schema(description = "The columns that it is made of")
            List<String> columns,

            @Schema(description = "The share of training rows that lack one of them")
            double missingShare) {}

    /** The model against the baseline, by the metric that models are compared by. */
    @Schema(name = "ModelCardLift")
    record Lift(
            @Schema(description = "The metric", example = "rmse")
            String metric,

            @Schema(description = "Of the model") @Nullable Double first,

            @Schema(description = "Of the baseline") @Nullable
            Double second,

            @Schema(
                    description =
                            "First less second; below 0 of a metric that is better the lower it is, the model is better")
            @Nullable
            Double difference,

            @Schema(description = "Of the difference, with the method in it") @Nullable
            Interval interval,

            @Schema(description = "Two-sided, of no difference") @Nullable
            Double pValue,

            @Schema(description = "The better one, where the interval does not hold 0; else null") @Nullable
            Favours favours,

            @Schema(description = "Why something is null; else null") @Nullable
            String reason) {

        static Lift of(String metric, ComparedMetric compared) {
            return new Lift(
                    metric,
                    compared.first(),
                    compared.second(),
                    compared.difference(),
                    compared.interval(),
                    compared.pValue(),
                    compared.favours(),
                    compared.reason());
        }
    }

    /** How far probabilities are off. */
    @Schema(name = "ModelCardCalibration")
    record Calibrated(
            CalibrationMethod method,

            @Schema(description = "Expected calibration error before")
            double eceBefore,

            @Schema(description = "And after, on rows that the calibrator was not fitted on")
            double eceAfter,

            @Nullable Interval eceInterval) {}

    /** What a column says. */
    @Schema(name = "ModelCardColumn")
    record Share(
            String column,

            @Schema(description = "Its part in the sum of all magnitudes of Shapley values") @Nullable
            Double share) {}

    /** A promotion in short. */
    @Schema(name = "ModelCardPromotion")
    record Step(
            long id,
            PromotionAnswer.Outcome outcome,
            @Nullable String verdict,
            @Nullable String reason,
            Instant at,
            String by) {}

    /** The columns of which a feature is personal data. */
    static Set<String> personal(List<Feature> features) {
        return features.stream()
                .filter(feature -> Boolean.TRUE.equals(feature.pii()))
                .flatMap(feature -> feature.columns().stream())
                .collect(Collectors.toSet());
    }

    ModelCard withSha256(String hash) {
        return new ModelCard(
                name,
                version,
                intendedUse,
                foretells,
                aliases,
                tags,
                registeredAt,
                registeredBy,
                training,
                data,
                features,
                metrics,
                lift,
                calibration,
                columns,
                segments,
                checks,
                verdict,
                limits,
                promotions,
                hash);
    }
}
