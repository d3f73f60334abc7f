package io.assay.causal.sensitivity;

import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Dropped;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.sensitivity.SensitivityAnswer.Bound;
import io.assay.causal.sensitivity.SensitivityAnswer.Omitted;
import io.assay.causal.sensitivity.SensitivityAnswer.Rosenbaum;
import io.assay.causal.sensitivity.SensitivityRequest.Benchmark;
import io.assay.causal.sensitivity.SensitivityRequest.Coefficient;
import io.assay.causal.sensitivity.SensitivityRequest.Pairs;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.EventStudyEstimates;
import io.assay.statistics.sensitivity.EValue;
import io.assay.statistics.sensitivity.OmittedVariable;
import io.assay.statistics.sensitivity.RosenbaumBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges a result by each measure that fits the form in which it is given. */
@Component
class SensitivityKind extends CausalKind<SensitivityRequest> {

    /** In standard deviations; ratios of more are beyond what a double holds when squared. */
    private static final double LARGEST_DIFFERENCE = 100;

    SensitivityKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_sensitivity";
    }

    @Override
    public Class<SensitivityRequest> parameters() {
        return SensitivityRequest.class;
    }

    @Override
    protected Object answer(SensitivityRequest request, JobContext context) {
        Map<String, String> notApplicable = new LinkedHashMap<>();
        List<Series> series = new ArrayList<>();
        EValue eValue = eValue(request);
        if (eValue == null) {
            notApplicable.put("e_value", "is of risk ratios and standardised differences, and none was given");
        }
        Rosenbaum rosenbaum = rosenbaum(request);
        if (rosenbaum == null) {
            notApplicable.put("rosenbaum", "is of matched pairs, and none were given");
        } else {
            series.add(new Series(
                    "p_value_by_gamma",
                    rosenbaum.bounds().stream()
                            .<Object>map(RosenbaumBounds.Bound::gamma)
                            .toList(),
                    rosenbaum.bounds().stream()
                            .<@Nullable Double>map(RosenbaumBounds.Bound::upper)
                            .toList(),
                    null,
                    null));
        }
        Dropped dropped = null;
        Provenance provenance = null;
        Coefficient coefficient = request.regression();
        if (request.data() != null) {
            CausalData data = read(request);
            Benchmarks.Made made = Benchmarks.of(data, Objects.requireNonNull(request.treatmentCol()));
            coefficient = made.coefficient();
            dropped = data.dropped(made.leftOut());
            provenance = new Provenance("omitted_variable_bias", source(request), null);
        }
        Omitted omitted = coefficient == null ? null : omitted(request, coefficient);
        if (omitted == null) {
            notApplicable.put("omitted_variable", "is of coefficients of linear regressions, and none was given");
        }
        HonestSensitivity honest = honest(request);
        if (honest == null) {
            notApplicable.put("event_study", "is of event studies, and none was given");
        }
        String told = SensitivityChecks.summary(eValue, rosenbaum, omitted);
        return new SensitivityAnswer(
                eValue,
                rosenbaum,
                omitted,
                honest,
                notApplicable,
                dropped,
                SensitivityChecks.of(eValue, rosenbaum, omitted, honest),
                series,
                honest == null ? told : (told + "\n" + honest.headline()).strip(),
                provenance);
    }

    private static @Nullable HonestSensitivity honest(SensitivityRequest request) {
        SensitivityRequest.EventStudy given = request.eventStudy();
        if (given == null) {
            return null;
        }
        return at("event_study", () -> {
            EventStudyEstimates study = new EventStudyEstimates(
                    doubles(given.betahat()),
                    given.sigma().stream().map(SensitivityKind::doubles).toArray(double[][]::new),
                    given.numPrePeriods());
            double[] weights = new double[study.after()];
            Arrays.fill(weights, 1.0 / weights.length);
            List<Double> asked = given.lVec();
            if (asked != null && asked.stream().allMatch(weight -> weight == 0)) {
                throw new InvalidInputException("l_vec", "must have a weight other than 0");
            }
            return HonestSensitivity.of(
                    asked == null ? "the mean effect" : "the effect",
                    study,
                    asked == null ? weights : doubles(asked),
                    given.m(),
                    given.mBar(),
                    request.confidenceOrStandard());
        });
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static @Nullable EValue eValue(SensitivityRequest request) {
        SensitivityRequest.RiskRatio ratio = request.riskRatio();
        if (ratio != null) {
            return at("risk_ratio", () -> EValue.ofRatio(ratio.estimate(), ratio.lower(), ratio.upper()));
        }
        SensitivityRequest.StandardizedDifference difference = request.standardizedDifference();
        if (difference == null) {
            return null;
        }
        double error = Objects.requireNonNullElse(difference.standardError(), 0.0);
        if (Math.abs(difference.estimate()) > LARGEST_DIFFERENCE || error > LARGEST_DIFFERENCE) {
            throw Refused.at(
                    "/standardized_difference",
                    "must be of at most %.0f standard deviations".formatted(LARGEST_DIFFERENCE));
        }
        return EValue.ofDifference(difference.estimate(), difference.standardError());
    }

    /** What is refused points into the part of the request it is of. */
    private static <T> T at(String part, Supplier<T> computing) {
        try {
            return computing.get();
        } catch (InvalidInputException impossible) {
            throw new InvalidInputException(part + "/" + impossible.parameter(), impossible.detail());
        }
    }

    private static @Nullable Rosenbaum rosenbaum(SensitivityRequest request) {
        Pairs pairs = request.pairs();
        if (pairs == null) {
            return null;
        }
        double[] differences = new double[pairs.treated().size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = pairs.treated().get(i) - pairs.control().get(i);
        }
        RosenbaumBounds bounds = RosenbaumBounds.of(differences);
        double level = request.alpha() / 2;
        return new Rosenbaum(
                bounds.statistic(),
                bounds.pairs(),
                bounds.zeros(),
                bounds.at(request.gammasOrStandard()),
                bounds.breakdown(level),
                level);
    }

    private static Omitted omitted(SensitivityRequest request, Coefficient coefficient) {
        OmittedVariable effect = at(
                "regression",
                () -> new OmittedVariable(
                        coefficient.estimate(), coefficient.standardError(), coefficient.degreesOfFreedom()));
        double alpha = request.alpha();
        double q = request.qOrWhole();
        List<Bound> bounds = new ArrayList<>();
        List<Benchmark> benchmarks = coefficient.benchmarks() == null ? List.of() : coefficient.benchmarks();
        for (Benchmark benchmark : benchmarks) {
            for (double strength : request.strengthsOrStandard()) {
                bounds.add(bound(effect, benchmark, strength, request.confidenceOrStandard()));
            }
        }
        return new Omitted(
                effect.estimate(),
                effect.standardError(),
                effect.degreesOfFreedom(),
                effect.statistic(),
                effect.partialRSquared(),
                q,
                effect.robustness(q),
                effect.robustness(q, alpha),
                alpha,
                bounds);
    }

    private static Bound bound(OmittedVariable effect, Benchmark benchmark, double strength, double confidence) {
        try {
            return new Bound(
                    benchmark.name(),
                    strength,
                    effect.asStrongAs(benchmark.treatmentShare(), benchmark.outcomeShare(), strength, confidence),
                    null);
        } catch (InvalidInputException tooStrong) {
            return new Bound(benchmark.name(), strength, null, "no variable can be so strong: " + tooStrong.detail());
        }
    }
}
