package io.assay.causal.did;

import io.assay.causal.Basis;
import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.SummaryTable;
import io.assay.causal.did.DiffInDiffAnswer.Errors;
import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.Covariance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Difference-in-differences of two groups and two times. */
@Component
class DiffInDiffKind extends CausalKind<DiffInDiffRequest> {

    private static final double USUAL = 0.95;

    DiffInDiffKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "diff_in_diff";
    }

    @Override
    public Class<DiffInDiffRequest> parameters() {
        return DiffInDiffRequest.class;
    }

    @Override
    protected boolean isStreamed(DiffInDiffRequest request) {
        return Observed.isStored(request);
    }

    @Override
    protected DiffInDiffAnswer answer(DiffInDiffRequest request, JobContext context) {
        TwoByTwo analysis = analysis(request, context);
        context.progress(0.5, "the regression is fitted");
        String reason = analysis.obstacle(request.type());
        Covariance covariance = null;
        if (reason == null) {
            try {
                covariance = analysis.covariance(request.type());
            } catch (InvalidInputException impossible) {
                reason = impossible.parameter() + " " + impossible.detail();
            }
        }
        CoefficientTest effect = covariance == null ? null : analysis.effect(covariance, request.level());
        CoefficientTest usual = covariance == null ? null : analysis.effect(covariance, USUAL);
        boolean exact = covariance != null && analysis.fit().isPerfect();
        List<Errors> errors = analysis.errors();
        List<CoefficientTest> coefficients = analysis.tests(covariance, request.level());
        Observed observed = analysis.observed();
        PreTrends before = request.timeCol() == null ? null : PreTrends.of(observed);
        ParallelTrends trends =
                before == null ? null : before.test(request.conventions().convention(), request.level());
        Placebos placebos = Placebos.of(analysis, before, request.level());
        List<Baseline> balance = Baseline.of(observed);
        List<Check> checks = new ArrayList<>(DiffInDiffChecks.of(analysis, errors));
        checks.addAll(DesignChecks.of(request, observed, trends, placebos, balance));
        return new DiffInDiffAnswer(
                analysis.att(),
                effect == null ? null : effect.standardError(),
                effect == null ? null : effect.statistic(),
                effect == null ? null : effect.pValue(),
                limits(usual),
                effect == null ? null : effect.interval(),
                exact ? TwoByTwo.EXACT : reason,
                estimand(request),
                summary(analysis, coefficients, covariance, checks),
                covariance == null ? null : Basis.of(request.conventions().name(), covariance),
                analysis.fit().residualDegrees(),
                analysis.maxLeverage(),
                new DiffInDiffAnswer.Compression(
                        analysis.fit().observations(),
                        observed.isGrouped() ? observed.data().rows() : null,
                        observed.sql() == null ? Tables.cellSql(request.cellColumns()) : observed.sql()),
                coefficients,
                analysis.cells(),
                errors,
                trends,
                placebos,
                balance,
                analysis.data().dropped(analysis.fit().dropped()),
                checks,
                series(analysis),
                new Provenance("difference_in_differences", origin(request), null));
    }

    private TwoByTwo analysis(DiffInDiffRequest request, JobContext context) {
        TableData cells = request.cells();
        if (cells == null) {
            Observed stored = Observed.stored(tables(), request);
            return new TwoByTwo(request, stored == null ? Observed.rows(readAfterAll(request, context)) : stored);
        }
        Table table = tables().read(cells, "/cells", null);
        for (String name : request.columns().names()) {
            if (table.column(name) == null) {
                throw Refused.at("/cells", "has no column " + name);
            }
        }
        return new TwoByTwo(request, Observed.cells(CausalData.of(table, request.columns()), CellSums.of(table)));
    }

    private Source origin(DiffInDiffRequest request) {
        TableData cells = request.cells();
        return cells == null ? source(request) : tables().source(cells, "/cells");
    }

    private static @Nullable List<Double> limits(@Nullable CoefficientTest test) {
        if (test == null || test.interval() == null) {
            return null;
        }
        Double lower = test.interval().lower();
        Double upper = test.interval().upper();
        return lower == null || upper == null ? null : List.of(lower, upper);
    }

    private static String estimand(DiffInDiffRequest request) {
        boolean adjusted = request.controls() != null && !request.controls().isEmpty();
        return "The average effect on the treated group (%s = 1) in the time after (%s = 1) on %s, if without treatment both "
                        .formatted(request.treatmentCol(), request.postCol(), request.outcome())
                + "groups would have changed alike" + (adjusted ? " given the controls." : ".");
    }

    /** Where the treated would have been, had they changed as the controls did: the line that parallel trends draw. */
    private static List<Series> series(TwoByTwo analysis) {
        List<Cell> cells = analysis.cells();
        double before = cells.get(2).mean();
        double change = cells.get(1).mean() - cells.get(0).mean();
        List<Object> times = List.of("before", "after");
        return List.of(
                new Series(
                        "control",
                        times,
                        List.of(cells.get(0).mean(), cells.get(1).mean()),
                        null,
                        null),
                new Series("treated", times, List.of(before, cells.get(3).mean()), null, null),
                new Series("treated_if_parallel", times, List.of(before, before + change), null, null));
    }

    private static String summary(
            TwoByTwo analysis,
            List<CoefficientTest> coefficients,
            @Nullable Covariance covariance,
            List<Check> checks) {
        DiffInDiffRequest request = analysis.request();
        String letter = covariance == null || covariance.basis().degreesOfFreedom() == null ? "z" : "t";
        SummaryTable table = new SummaryTable("Difference-in-differences by least squares")
                .fact("Outcome", request.outcome())
                .fact(
                        "Rows",
                        String.format(
                                Locale.ROOT,
                                request.cells() == null ? "%,d of %,d" : "%,d in %,d cells",
                                analysis.fit().observations(),
                                analysis.data().given()))
                .fact("Errors", covariance == null ? "none" : described(covariance.basis()))
                .coefficients(coefficients, letter);
        for (Cell cell : analysis.cells()) {
            table.line(String.format(
                    Locale.ROOT,
                    "%-16s %,10d rows   mean %s",
                    cell.words(),
                    cell.rows(),
                    SummaryTable.figure(cell.mean())));
        }
        checks.stream()
                .filter(check -> check.status() == Check.Status.WARN || check.status() == Check.Status.FAIL)
                .forEach(check -> table.line(check.status() + " " + check.id() + ": " + check.evidence()));
        return table.text();
    }

    private static String described(Covariance.Basis basis) {
        Double degrees = basis.degreesOfFreedom();
        return basis.estimator()
                + (degrees == null
                        ? ", normal"
                        : String.format(Locale.ROOT, ", t with %,.0f degrees of freedom", degrees));
    }
}
