package io.assay.experiment.readout;

import io.assay.experiment.readout.ArmDataReader.Reading;
import io.assay.platform.json.Violations;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.Cuped;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Quantity;
import io.assay.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns a metric that has been found valid into what is judged. */
final class MetricReader {

    private final MetricRequest metric;
    private final List<Reading> readings;
    private final boolean ratio;
    private final AdjustmentMethod method;

    private MetricReader(MetricRequest metric, List<Reading> readings) {
        this.metric = metric;
        this.readings = readings;
        this.ratio = readings.getFirst().shape().ratio();
        this.method = metric.adjustmentOrDefault();
    }

    /** The metric with the data of the arms in their order. */
    static MetricInput read(MetricRequest metric, List<String> arms) {
        ArmDataReader reader = new ArmDataReader(metric.kind(), metric.variables());
        Violations none = new Violations();
        List<Reading> readings = new ArrayList<>(arms.size());
        for (String arm : arms) {
            ArmDataRequest data = Objects.requireNonNull(metric.data().get(arm));
            readings.add(Objects.requireNonNull(reader.read(data, none), "validated"));
        }
        return new MetricReader(metric, readings).input();
    }

    /** Null where an arm has no third moments. */
    private MetricInput.@Nullable Skewness skewness() {
        List<ValueSums> sums = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            if (reading.sums() == null || reading.sums().sumCubes() == null) {
                return null;
            }
            sums.add(reading.sums());
        }
        return new MetricInput.Skewness(largestSkewness(), ValueSums.skewnessOfAll(sums));
    }

    /** The largest of the arms', null where one of them is not known. */
    private @Nullable Double largestSkewness() {
        double largest = 0;
        for (Reading reading : readings) {
            Double skewness = reading.sums() == null ? null : reading.sums().skewness();
            if (skewness == null) {
                return null;
            }
            largest = Math.max(largest, Math.abs(skewness));
        }
        return largest;
    }

    private MetricInput input() {
        return new MetricInput(
                metric.key(),
                metric.kind(),
                metric.role(),
                metric.directionOrDefault(),
                estimand(),
                adjustment(),
                readings.stream().map(Reading::data).toList(),
                counts(),
                skewness(),
                tolerance(),
                metric.alternative() == null ? Alternative.TWO_SIDED : metric.alternative(),
                metric.test(),
                metric.relativeInterval(),
                metric.equivalenceMargin(),
                metric.minimumDetectableEffect(),
                metric.plausibleLift(),
                metric.baseValue());
    }

    private Metric estimand() {
        return switch (metric.kind()) {
            case PROPORTION -> new Metric.Proportion();
            case MEAN -> new Metric.Mean();
            case COUNT -> ratio ? new Metric.Ratio() : new Metric.Mean();
            case RATIO -> new Metric.Ratio();
            case QUANTILE -> new Metric.Quantile(Objects.requireNonNull(metric.quantile()));
        };
    }

    private Adjustment adjustment() {
        List<Quantity> covariates = metric.variables().quantities(ratio);
        return switch (method) {
            case NONE -> new Adjustment.None();
            case CUPED -> cuped(covariates);
            case POST_STRATIFICATION -> new Adjustment.PostStratification(List.of());
            case CUPED_AND_POST_STRATIFICATION ->
                new Adjustment.PostStratification(covariates, Adjustment.Residuals.BY_ARM);
        };
    }

    private Adjustment cuped(List<Quantity> covariates) {
        Cuped usual = ratio ? Cuped.ofRatio(covariates) : Cuped.ofMean(covariates);
        return metric.theta() == null
                ? usual
                : new Cuped(covariates, new Slopes.Fixed(metric.theta()), usual.liftGradient());
    }

    /** Null also where an arm is empty: that is no proportion. */
    private @Nullable List<Proportion> counts() {
        if (metric.kind() != MetricKind.PROPORTION || method != AdjustmentMethod.NONE || metric.hasStrata()) {
            return null;
        }
        List<Proportion> counts = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            ValueSums sums = Objects.requireNonNull(reading.sums());
            if (sums.n() == 0) {
                return null;
            }
            counts.add(new Proportion((long) sums.sum(), sums.n()));
        }
        return counts;
    }

    private MetricInput.@Nullable Tolerance tolerance() {
        return metric.toleratedLoss() == null
                ? null
                : new MetricInput.Tolerance(
                        metric.toleratedLoss(),
                        metric.toleratedLossScale() == null ? Scale.RELATIVE : metric.toleratedLossScale());
    }
}
