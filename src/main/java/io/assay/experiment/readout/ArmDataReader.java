package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.OrderStatistics;
import io.assay.statistics.moments.Strata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what the arms report of one metric into the data of {@code statistics}, or says what is wrong with it. */
final class ArmDataReader {

    private static final String IMPOSSIBLE_COUNT = "must not be negative: it counts";

    private final MetricKind kind;
    private final boolean covariates;
    private final MomentsReader momentsReader;

    ArmDataReader(MetricKind kind, MetricVariables variables) {
        this.kind = kind;
        this.covariates = variables.size() > 0;
        this.momentsReader = new MomentsReader(kind, variables);
    }

    /**
     * What was read.
     *
     * @param shape what all arms of a metric have in common
     * @param sums of the value; null where there is none: of ratios and quantiles
     */
    record Reading(ArmData data, Shape shape, @Nullable ValueSums sums) {}

    /**
     * The form of an arm's data.
     *
     * @param ofStrata that of each stratum; null for other forms
     * @param ratio whether it has a numerator and a denominator instead of a value
     */
    record Shape(ArmForm form, @Nullable ArmForm ofStrata, boolean ratio) {

        String text() {
            return (ofStrata == null ? form.text() : form.text() + " of " + ofStrata.text())
                    + (ratio ? " with numerator and denominator" : "");
        }
    }

    /** Null, with the reasons relative to the arm, where it is no data that this metric can have. */
    @Nullable
    Reading read(ArmDataRequest data, Violations violations) {
        ArmForm form = ArmForm.of(data, violations);
        if (form == null) {
            return null;
        }
        if (!form.fits(kind)) {
            violations.reject("", "must have a form that this kind of metric has: " + ArmForm.textsFor(kind));
            return null;
        }
        if (covariates && !form.carriesCovariates()) {
            violations.reject("", "must have moments, as the metric has covariates");
            return null;
        }
        try {
            return form == ArmForm.STRATA ? strata(data, violations) : units(form, data, violations);
        } catch (InvalidInputException impossible) {
            violations.reject("/" + impossible.parameter(), impossible.detail());
            return null;
        }
    }

    @SuppressWarnings("NullAway") // of a form all fields are there
    private @Nullable Reading units(ArmForm form, ArmDataRequest data, Violations violations) {
        return switch (form) {
            case SUCCESSES ->
                reading(
                        form,
                        Moments.ofProportion(data.n(), data.successes()),
                        new ValueSums(data.n(), data.successes(), data.successes(), null));
            case SUMS -> {
                if (kind == MetricKind.PROPORTION) {
                    ofIndicator(data.sum(), data.sumSquares());
                }
                yield reading(
                        form,
                        Moments.ofSums(data.n(), data.sum(), data.sumSquares()),
                        new ValueSums(data.n(), data.sum(), data.sumSquares(), data.sumCubes()));
            }
            case MEAN ->
                reading(
                        form,
                        Moments.ofMean(data.n(), data.mean(), data.variance()),
                        ValueSums.ofMean(data.n(), data.mean(), data.variance(), data.sumCubes()));
            case RATIO -> ratio(data, violations);
            case MOMENTS -> {
                MomentsReader.Read read = momentsReader.read(data, violations);
                yield read == null ? null : reading(form, read.moments(), read.sums());
            }
            case QUANTILE -> quantile(data, violations);
            case STRATA -> null;
        };
    }

    private static void ofIndicator(double sum, double sumSquares) {
        if (sum != Math.rint(sum)) {
            throw new InvalidInputException("sum", "must be a whole number: a proportion's values are all 0 or 1");
        }
        if (sum != sumSquares) {
            throw new InvalidInputException("sum_squares", "must equal sum: a proportion's values are all 0 or 1");
        }
    }

    private Reading reading(ArmForm form, Moments moments, @Nullable ValueSums sums) {
        boolean ratio = sums == null;
        if (kind == MetricKind.COUNT) {
            requireCount(moments, form, ratio);
        }
        if (sums != null) {
            if (kind == MetricKind.PROPORTION && sums.sumCubes() != null && sums.sumCubes() != sums.sum()) {
                throw new InvalidInputException("sum_cubes", "must equal sum: a proportion's values are all 0 or 1");
            }
            sums.skewness();
        }
        return new Reading(moments, new Shape(form, null, ratio), sums);
    }

    private static void requireCount(Moments moments, ArmForm form, boolean ratio) {
        if (moments.mean(0) < 0) {
            String own = ratio ? "numerator" : form == ArmForm.MEAN ? "mean" : "sum";
            throw new InvalidInputException(form == ArmForm.MOMENTS ? "moments/sums" : own, IMPOSSIBLE_COUNT);
        }
        if (ratio && moments.mean(1) < 0) {
            throw new InvalidInputException(
                    form == ArmForm.MOMENTS ? "moments/sums" : "denominator",
                    "must not be negative: it is an exposure");
        }
    }

    @SuppressWarnings("NullAway") // of a form all fields are there
    private @Nullable Reading ratio(ArmDataRequest data, Violations violations) {
        SumsRequest numerator = data.numerator();
        SumsRequest denominator = data.denominator();
        boolean complete = numerator.isComplete(violations, "/numerator");
        if (!denominator.isComplete(violations, "/denominator") || !complete) {
            return null;
        }
        return reading(
                ArmForm.RATIO,
                Moments.ofRatio(
                        data.n(),
                        numerator.sum(),
                        numerator.sumSquares(),
                        denominator.sum(),
                        denominator.sumSquares(),
                        data.cross()),
                null);
    }

    @SuppressWarnings("NullAway") // of a form all fields are there
    private static @Nullable Reading quantile(ArmDataRequest data, Violations violations) {
        ClustersRequest given = data.clusters();
        Moments clusters = given == null ? null : given.read(violations, "/clusters");
        long intervalN = data.intervalN() == null ? data.n() : data.intervalN();
        OrderStatistics order =
                new OrderStatistics(data.n(), intervalN, data.value(), data.lower(), data.upper(), clusters);
        return given != null && clusters == null
                ? null
                : new Reading(order, new Shape(ArmForm.QUANTILE, null, false), null);
    }

    private @Nullable Reading strata(ArmDataRequest data, Violations violations) {
        List<StratumRequest> given = Objects.requireNonNull(data.strata());
        if (given.isEmpty() || given.size() > ArmDataRequest.MOST_STRATA) {
            violations.reject("/strata", "must have between 1 and %d strata".formatted(ArmDataRequest.MOST_STRATA));
            return null;
        }
        List<Strata.Stratum> strata = new ArrayList<>(given.size());
        Shape shape = null;
        ValueSums sums = null;
        for (int i = 0; i < given.size(); i++) {
            Reading reading = stratum(given.get(i), shape, i, violations);
            if (reading == null) {
                continue;
            }
            sums = shape == null
                    ? reading.sums()
                    : sums == null || reading.sums() == null ? null : sums.plus(reading.sums());
            shape = shape == null ? reading.shape() : shape;
            strata.add(new Strata.Stratum(given.get(i).key(), (Moments) reading.data()));
        }
        if (shape == null || strata.size() < given.size()) {
            return null;
        }
        Strata all = new Strata(strata);
        if (strata.stream().mapToDouble(stratum -> stratum.moments().n()).sum() > Moments.LARGEST_N) {
            throw new InvalidInputException("strata", "must have at most 1e15 units in all");
        }
        return new Reading(all, new Shape(ArmForm.STRATA, /* ofStrata= */ shape.form(), shape.ratio()), sums);
    }

    @SuppressWarnings("NullAway") // a stratum, its key and its data may be missing
    private @Nullable Reading stratum(StratumRequest stratum, @Nullable Shape first, int index, Violations violations) {
        String pointer = "/strata/" + index;
        if (stratum == null) {
            violations.reject(pointer, "is required");
            return null;
        }
        if (stratum.key() == null || stratum.key().isBlank() || stratum.key().length() > MetricRequest.LONGEST_KEY) {
            violations.reject(
                    pointer + "/key", "must have between 1 and %d characters".formatted(MetricRequest.LONGEST_KEY));
            return null;
        }
        ArmDataRequest.require(violations, pointer + "/data", stratum.data());
        if (stratum.data() == null) {
            return null;
        }
        Violations inside = new Violations();
        Reading reading = null;
        if (stratum.data().strata() == null) {
            reading = read(stratum.data(), inside);
        } else {
            inside.reject("/strata", "must not be in a stratum");
        }
        if (reading != null && first != null && !reading.shape().equals(first)) {
            inside.reject("", "must have the form of the first stratum: " + first.text());
        }
        for (FieldError error : inside.errors()) {
            violations.reject(pointer + "/data" + error.pointer(), error.detail());
        }
        return inside.errors().isEmpty() ? reading : null;
    }
}
