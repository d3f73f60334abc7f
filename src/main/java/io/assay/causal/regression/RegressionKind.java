package io.assay.causal.regression;

import io.assay.causal.Basis;
import io.assay.causal.CausalKind;
import io.assay.causal.ClusterCount;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.SummaryTable;
import io.assay.causal.regression.RegressionAnswer.SmallSample;
import io.assay.causal.regression.RegressionAnswer.Way;
import io.assay.causal.regression.RegressionAnswer.WildAnswer;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.Convention;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.FittedRegression;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.LoneClusters;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.SerialRobust;
import io.assay.statistics.regression.SmallSampleClusters;
import io.assay.statistics.regression.StreamedLeastSquares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Least squares with every kind of errors. */
@Component
class RegressionKind extends CausalKind<RegressionRequest> {

    private static final int MOST_COLUMNS = 60;

    RegressionKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_regression";
    }

    @Override
    public Class<RegressionRequest> parameters() {
        return RegressionRequest.class;
    }

    @Override
    protected RegressionAnswer answer(RegressionRequest request, JobContext context) {
        Regressed fitted = fitted(request, context);
        FittedRegression fit = fitted.fit();
        context.progress(0.5, "the regression is fitted");
        String reason = null;
        Covariance covariance = null;
        try {
            covariance = covariance(fitted);
        } catch (InvalidInputException impossible) {
            reason = impossible.parameter() + " " + impossible.detail();
        }
        if (fit.isPerfect()) {
            reason = "the regression explains every outcome exactly, so nothing is left that could tell how sure it is";
        }
        Integer clusters = covariance == null ? null : covariance.basis().clusters();
        String tooFew = clusters == null ? null : ClusterCount.obstacle(clusters);
        // Rows that pass by do so only where no coefficient hangs on one cluster.
        Fitted nested = fitted instanceof Fitted rows ? nested(rows) : null;
        Map<String, String> lone = clusters == null || tooFew != null || nested == null ? Map.of() : lone(nested);
        if (tooFew != null) {
            reason = tooFew;
        } else if (!lone.isEmpty()) {
            String treatment = request.treatmentCol();
            if (treatment == null) {
                reason = String.join("; ", lone.values());
            } else if (lone.containsKey(treatment)) {
                reason = lone.get(treatment);
            }
        }
        List<CoefficientTest> coefficients = new ArrayList<>();
        for (int k = 0; k < fitted.shown(); k++) {
            coefficients.add(test(
                    fit,
                    covariance,
                    k,
                    request.level(),
                    tooFew != null || lone.containsKey(fit.names().get(k))));
        }
        CoefficientTest effect = effect(request, coefficients);
        List<SmallSample> smallSample = smallSample(fitted, nested);
        context.progress(0.8, "the errors are estimated");
        WildAnswer wild = fitted instanceof Fitted rows ? Wild.of(rows) : null;
        return new RegressionAnswer(
                effect,
                coefficients,
                reason,
                estimand(request),
                summary(fitted, coefficients, covariance, wild),
                covariance == null ? null : Basis.of(request.conventions().name(), covariance),
                fit.parameters(),
                fit.residualDegrees(),
                fit.residualDegrees() > 0 ? Math.sqrt(fit.residualSquares() / fit.residualDegrees()) : null,
                fitted.ways(),
                smallSample,
                wild,
                fitted.dropped(),
                RegressionChecks.of(fitted, covariance, smallSample, lone),
                series(coefficients),
                new Provenance(
                        "least_squares",
                        source(request),
                        request.wild() == null ? null : request.wild().start()));
    }

    /** The regression whose fixed effects lie within the clusters, what crosses them being columns, where one can be had. */
    private static Fitted nested(Fitted fitted) {
        return isJudgedBySmallSample(fitted)
                        && !fitted.request().kind().needsNested()
                        && fitted.ways().stream().anyMatch(Way::absorbed)
                ? new Fitted(fitted.request(), fitted.data(), true)
                : fitted;
    }

    private static boolean isJudgedBySmallSample(Fitted fitted) {
        return fitted.data().keys(RegressionRequest.CLUSTERS).size() == 1
                && fitted.clusters(0).count() < ClusterCount.FEW
                && fitted.isNestable();
    }

    /** Coefficients that hang on one cluster of some way, and what is to be said of each. */
    private static Map<String, String> lone(Fitted nested) {
        Map<String, String> lone = new LinkedHashMap<>();
        for (Clusters way : nested.clusters()) {
            boolean[] alone = LoneClusters.of(nested.fit(), way);
            for (int k = 0; k < nested.shown(); k++) {
                String name = nested.fit().names().get(k);
                if (alone[k]) {
                    lone.putIfAbsent(name, ClusterCount.alone(name, way.name()));
                }
            }
        }
        return lone;
    }

    @Override
    protected boolean isStreamed(RegressionRequest request) {
        return Streamed.isPossible(request);
    }

    private Regressed fitted(RegressionRequest request, JobContext context) {
        Streamed streamed = isStreamed(request) ? Streamed.of(tables(), request, context) : null;
        return streamed == null
                ? new Fitted(
                        request, readAfterAll(request, context), request.kind().needsNested())
                : streamed;
    }

    private static Covariance covariance(Regressed regressed) {
        return switch (regressed) {
            case Fitted fitted -> estimator(fitted).of(fitted.fit());
            case Streamed streamed -> covariance(streamed);
        };
    }

    private static Covariance covariance(Streamed streamed) {
        RegressionRequest request = streamed.request();
        StreamedLeastSquares fit = streamed.streamed();
        Convention convention = request.conventions().convention();
        ErrorKind kind = request.kind();
        return switch (kind) {
            case IID, HC0, HC1, HC2, HC3 -> new Robust(Robust.Type.valueOf(kind.name()), convention).of(fit);
            case CLUSTER -> ClusterRobust.of(fit, request.clusters(), convention);
            case CR0, CR2, CR3, CRV3, CRV3J, NEWEY_WEST, DRISCOLL_KRAAY ->
                throw new IllegalStateException(kind + " of rows that pass by");
        };
    }

    private static CoefficientTest test(
            FittedRegression fit, @Nullable Covariance covariance, int place, double level, boolean unjudged) {
        if (covariance == null) {
            return new CoefficientTest(fit.names().get(place), fit.coefficient(place), null, null, null, null, null);
        }
        CoefficientTest test = CoefficientTest.of(fit, covariance, place, level);
        return unjudged ? ClusterCount.unjudged(test) : test;
    }

    private static @Nullable CoefficientTest effect(RegressionRequest request, List<CoefficientTest> coefficients) {
        String treatment = request.treatmentCol();
        if (treatment == null) {
            return null;
        }
        return coefficients.stream()
                .filter(test -> test.name().equals(treatment))
                .findFirst()
                .orElseThrow(() -> Refused.at(
                        RegressionRequest.TREATMENT,
                        "does not vary beside the fixed effects, so it has no effect to estimate"));
    }

    private static CovarianceEstimator estimator(Fitted fitted) {
        RegressionRequest request = fitted.request();
        ErrorKind kind = request.kind();
        return switch (kind) {
            case IID, HC0, HC1, HC2, HC3 ->
                new Robust(
                        Robust.Type.valueOf(kind.name()), request.conventions().convention());
            case CLUSTER ->
                new ClusterRobust(fitted.clusters(), request.conventions().convention());
            case CR0, CR2, CR3, CRV3, CRV3J ->
                new SmallSampleClusters(SmallSampleClusters.Type.valueOf(kind.name()), fitted.clusters(0));
            case NEWEY_WEST ->
                SerialRobust.neweyWest(
                        fitted.data().has(RegressionRequest.UNIT)
                                ? fitted.clusters(fitted.data().key(RegressionRequest.UNIT))
                                : null,
                        fitted.periods(),
                        lags(fitted),
                        preset(request));
            case DRISCOLL_KRAAY -> SerialRobust.driscollKraay(fitted.periods(), lags(fitted), preset(request));
        };
    }

    private static Preset preset(RegressionRequest request) {
        return Objects.requireNonNullElse(request.conventions().preset(), Preset.REFERENCE);
    }

    private static int lags(Fitted fitted) {
        Integer asked = fitted.request().lags();
        int periods = fitted.data().key(RegressionRequest.TIME).count();
        if (asked != null && asked >= periods) {
            throw Refused.at(
                    "/lags",
                    "must be fewer than the %d periods: with more the sum comes near to that of all residuals, which is 0"
                            .formatted(periods));
        }
        return asked != null ? asked : (int) Math.sqrt(Math.sqrt(periods));
    }

    private static List<SmallSample> smallSample(Regressed regressed, @Nullable Fitted nested) {
        return switch (regressed) {
            case Fitted fitted -> smallSample(fitted, nested == null ? fitted : nested);
            case Streamed streamed -> smallSample(streamed);
        };
    }

    private static List<SmallSample> smallSample(Streamed streamed) {
        StreamedLeastSquares fit = streamed.streamed();
        List<String> ways = streamed.request().clusters();
        if (ways.size() != 1 || fit.clusters() >= ClusterCount.FEW || fit.rank() > MOST_COLUMNS) {
            return List.of();
        }
        Covariance jackknife = SmallSampleClusters.of(fit, SmallSampleClusters.Type.CRV3, ways.getFirst());
        Covariance reduced = SmallSampleClusters.of(fit, SmallSampleClusters.Type.CR2, ways.getFirst());
        boolean tooFew = ClusterCount.obstacle(fit.clusters()) != null;
        return smallSample(fit, jackknife, reduced, streamed.request().level(), fit.rank(), k -> tooFew);
    }

    private static List<SmallSample> smallSample(
            FittedRegression fit,
            @Nullable Covariance jackknife,
            @Nullable Covariance reduced,
            double level,
            int shown,
            IntPredicate unjudged) {
        List<SmallSample> all = new ArrayList<>();
        for (int k = 0; k < shown; k++) {
            all.add(new SmallSample(
                    fit.names().get(k),
                    test(fit, jackknife, k, level, unjudged.test(k)),
                    test(fit, reduced, k, level, unjudged.test(k))));
        }
        return all;
    }

    private static List<SmallSample> smallSample(Fitted fitted, Fitted nested) {
        RegressionRequest request = fitted.request();
        if (!isJudgedBySmallSample(fitted) || fitted.fit().isPerfect()) {
            return List.of();
        }
        LeastSquares fit = nested.fit();
        if (fit.rank() > MOST_COLUMNS) {
            return List.of();
        }
        Clusters clusters = nested.clusters(0);
        Covariance jackknife = new SmallSampleClusters(SmallSampleClusters.Type.CRV3, clusters).of(fit);
        Covariance reduced = new SmallSampleClusters(SmallSampleClusters.Type.CR2, clusters).of(fit);
        boolean tooFew = ClusterCount.obstacle(clusters.count()) != null;
        boolean[] lone = LoneClusters.of(fit, clusters);
        return smallSample(fit, jackknife, reduced, request.level(), nested.shown(), k -> tooFew || lone[k]);
    }

    private static String estimand(RegressionRequest request) {
        String what = request.treatmentCol() == null ? "A column" : request.treatmentCol();
        return ("How much %s differs, on average, between rows that differ by one in %s and are alike in all other columns%s. "
                        + "That is an effect only if nothing left out moves both.")
                .formatted(request.outcome(), what, request.fixedEffects() == null ? "" : " and fixed effects");
    }

    private static List<Series> series(List<CoefficientTest> coefficients) {
        List<Object> names = new ArrayList<>();
        List<@Nullable Double> estimates = new ArrayList<>();
        List<@Nullable Double> lower = new ArrayList<>();
        List<@Nullable Double> upper = new ArrayList<>();
        for (CoefficientTest test : coefficients) {
            names.add(test.name());
            estimates.add(test.estimate());
            lower.add(test.interval() == null ? null : test.interval().lower());
            upper.add(test.interval() == null ? null : test.interval().upper());
        }
        return List.of(new Series("coefficients", names, estimates, lower, upper));
    }

    private static String summary(
            Regressed fitted,
            List<CoefficientTest> coefficients,
            @Nullable Covariance covariance,
            @Nullable WildAnswer wild) {
        boolean normal = covariance == null || covariance.basis().distribution() == Covariance.Distribution.NORMAL;
        SummaryTable table = new SummaryTable("Least squares")
                .fact("Outcome", fitted.request().outcome())
                .fact(
                        "Rows",
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d",
                                fitted.fit().observations(),
                                fitted.dropped().rowsGiven()));
        fitted.ways()
                .forEach(way -> table.fact(
                        "Fixed effects", String.format(Locale.ROOT, "%s, %,d levels", way.column(), way.levels())));
        table.fact("Errors", covariance == null ? "none" : described(covariance.basis()))
                .coefficients(coefficients, normal ? "z" : "t");
        if (wild != null) {
            table.line(Wild.line(wild));
        }
        return table.text();
    }

    private static String described(Covariance.Basis basis) {
        StringBuilder words = new StringBuilder(basis.estimator());
        if (basis.clusters() != null) {
            words.append(String.format(Locale.ROOT, ", %,d clusters", basis.clusters()));
        }
        Double degrees = basis.degreesOfFreedom();
        return words.append(
                        basis.distribution() == Covariance.Distribution.NORMAL
                                ? ", normal"
                                : degrees == null
                                        ? ", t with degrees of freedom of each coefficient"
                                        : String.format(Locale.ROOT, ", t with %,.0f degrees of freedom", degrees))
                .toString();
    }
}
