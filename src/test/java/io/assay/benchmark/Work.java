package io.assay.benchmark;

import io.assay.experiment.readout.FixedHorizonPValues;
import io.assay.statistics.Interval;
import io.assay.statistics.power.TwoProportionPower;
import io.assay.statistics.proportion.Barnard;
import io.assay.statistics.proportion.Boschloo;
import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.LiftIntervals;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.ZTest;
import io.assay.statistics.sampleratio.SampleRatio;
import org.jspecify.annotations.Nullable;

/** What is measured in process: the benchmark's method, and the figure it gives, to be held against that of a peer. */
enum Work {
    POOLED_Z("pooled z-test: p-value", "pooledZ"),
    SCORE_DIFFERENCE("score interval of the difference: lower bound", "scoreDifference"),
    SCORE_LIFT("score interval of the lift: lower bound", "scoreLift"),
    ANALYZE("whole analysis: p-value, three intervals, checks, wording", "analyze"),
    SAMPLE_RATIO("sample ratio, chi-square: p-value", "sampleRatio"),
    SAMPLE_RATIO_EXACT("sample ratio, exact, 500 units: p-value", "sampleRatioExact"),
    SAMPLE_RATIO_ALWAYS_VALID("sample ratio, always valid, 28 looks: p-value", "sampleRatioAlwaysValid"),
    SAMPLE_SIZE("sample size of two proportions: units per arm", "sampleSize"),
    FISHER("Fisher's exact test, 100 units per arm: p-value", "fisher"),
    BARNARD("Barnard's exact test, 100 units per arm: p-value", "barnard"),
    BOSCHLOO("Boschloo's exact test, 100 units per arm: p-value", "boschloo"),
    READOUT("readout, 5 arms x 50 metrics, CUPED: a p-value", "readout"),
    READOUT_GROUP_SEQUENTIAL(
            "the same at the fourth look of a group-sequential plan: a p-value", "groupSequentialReadout"),
    READOUT_SEGMENTS("500 such readouts, 10^5 effects: a p-value", "segments"),
    FEATURES_FIT("pipeline of 30 columns, 200,000 rows, fitted: a scale", "fitPipeline"),
    FEATURES_APPLY("the same applied: a feature", "applyPipeline"),
    FEATURES_ONE_ROW("the same applied to one row: a feature", "applyToOneRow"),
    FEATURES_FIT_MILLION("pipeline of 30 columns, 10^6 rows, fitted: a scale", "fitMillionRows"),
    FEATURES_APPLY_MILLION("the same applied: a feature", "applyToMillionRows"),
    MODEL_BOOSTING_FIT("XGBoost, 100 trees of 31 leaves, 200,000 x 30, fitted: a margin", "fitBoosting"),
    MODEL_LOGISTIC_FIT("logistic regression, 200,000 x 89, fitted: a coefficient", "fitLogistic"),
    MODEL_ONE_ROW("the boosted trees asked of one row: a margin", "scoreOneRow"),
    MODEL_EXPLAIN("the same explained, 1,000 rows: a feature's value", "explainRows");

    private final String label;
    private final String benchmark;

    Work(String label, String benchmark) {
        this.label = label;
        this.benchmark = benchmark;
    }

    String label() {
        return label;
    }

    String benchmark() {
        return benchmark;
    }

    /** Null where the method gives none. */
    @Nullable
    Double figure() {
        return switch (this) {
            case POOLED_Z, ANALYZE -> pValue(ProportionTests.pooledZ(Inputs.table()));
            case SCORE_DIFFERENCE -> lower(DifferenceIntervals.miettinenNurminen(Inputs.table(), Inputs.ALPHA));
            case SCORE_LIFT -> lower(LiftIntervals.score(Inputs.table(), Inputs.ALPHA));
            case SAMPLE_RATIO -> SampleRatio.once(Inputs.look()).pValue();
            case SAMPLE_RATIO_EXACT -> SampleRatio.once(Inputs.smallLook()).exactPValue();
            case SAMPLE_RATIO_ALWAYS_VALID ->
                SampleRatio.sequential(Inputs.fourWeeks()).alwaysValidPValue();
            case SAMPLE_SIZE ->
                TwoProportionPower.sampleSize(Inputs.CONTROL_RATE, Inputs.TREATMENT_RATE, Inputs.ALPHA, Inputs.POWER);
            case FISHER -> FisherExact.pValue(Inputs.smallTable());
            case BARNARD -> Barnard.pValue(Inputs.smallTable());
            case BOSCHLOO -> Boschloo.pValue(Inputs.smallTable());
            case READOUT -> FixedHorizonPValues.of(ReadoutInputs.cuped()).getFirst();
            case READOUT_GROUP_SEQUENTIAL ->
                FixedHorizonPValues.of(ReadoutInputs.groupSequential()).getFirst();
            case READOUT_SEGMENTS ->
                FixedHorizonPValues.of(ReadoutInputs.segment(ReadoutInputs.SEGMENTS - 1))
                        .getLast();
            case FEATURES_FIT -> FeatureInputs.scale(FeatureInputs.ROWS);
            case FEATURES_APPLY, FEATURES_ONE_ROW -> FeatureInputs.lastRow(FeatureInputs.ROWS);
            case FEATURES_FIT_MILLION -> FeatureInputs.scale(FeatureInputs.MILLION);
            case FEATURES_APPLY_MILLION -> FeatureInputs.lastRow(FeatureInputs.MILLION);
            case MODEL_BOOSTING_FIT, MODEL_ONE_ROW -> ModelInputs.margin();
            case MODEL_LOGISTIC_FIT -> ModelInputs.coefficient();
            case MODEL_EXPLAIN -> ModelInputs.contribution();
        };
    }

    private static @Nullable Double pValue(@Nullable ZTest test) {
        return test == null ? null : (Double) test.pValue();
    }

    private static @Nullable Double lower(@Nullable Interval interval) {
        return interval == null ? null : interval.lower();
    }
}
