package io.assay.feature.registry;

import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.FeatureTable;
import io.assay.feature.Pointed;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.feature.pipeline.RowKeys;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.AnalysisTimer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes features by a stored fit. */
@Component
class TransformKind implements JobKind<TransformKind.Parameters> {

    private static final String HISTORY = "/history";

    private final Fits fits;
    private final FitRepository repository;
    private final Tables tables;
    private final SmallWork small;
    private final AnalysisTimer timer;

    TransformKind(Fits fits, FitRepository repository, Tables tables, SmallWork small, AnalysisTimer timer) {
        this.fits = fits;
        this.repository = repository;
        this.tables = tables;
        this.small = small;
        this.timer = timer;
    }

    /** The rows, and the fit that they are given to. */
    record Parameters(String fit, TransformRequest request) {}

    @Override
    public String name() {
        return "pipeline_transform";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        Fits.Ready fit = fits.get(parameters.fit());
        int columns = fit.pipeline().document().inputs().size()
                + fit.pipeline().names().size();
        return small.is(rows(parameters.request()), columns);
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    private long rows(TransformRequest request) {
        TableData history = request.history();
        return tables.rows(request.data()) + (history == null ? 0 : tables.rows(history));
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        TransformRequest request = parameters.request();
        Fits.Ready fit = fits.get(parameters.fit());
        FittedDocument state = fit.pipeline().document();
        Set<String> inputs = new LinkedHashSet<>(
                state.inputs().stream().map(InputColumn::name).toList());
        long rows = rows(request);
        long asked = tables.rows(request.data());
        FeatureTable.check(
                request.to(asked) - request.from(asked), fit.pipeline().names().size());
        Sizes.table(context, tables, request.data(), "/data", inputs);
        Sizes.features(context, fit.pipeline(), rows);
        context.progress(0, "reading the rows");
        Table data;
        if (request.purposeOrDefault() == TransformRequest.Purpose.EVALUATION) {
            Set<String> needed = new LinkedHashSet<>(inputs);
            needed.addAll(state.keyColumns());
            data = tables.read(request.data(), "/data", needed);
            RowKeys trained = repository.keys(parameters.fit()).orElseThrow(Fits::unknown);
            EvaluationRows.check(fit, tables.source(request.data()), data, trained);
        } else {
            data = tables.read(request.data(), "/data", inputs);
        }
        context.progress(0.3, "making the features");
        Features features = timer.time(
                "pipeline_transform", () -> Pointed.at("/data", () -> apply(fit, request.history(), data, inputs)));
        int before = features.rows() - data.rows();
        TransformAnswer answer = new TransformAnswer(
                parameters.fit(),
                fit.summary().pipeline(),
                fit.summary().version(),
                request.purposeOrDefault(),
                FeatureTable.of(features, before + request.from(data.rows()), before + request.to(data.rows())));
        return () -> ResponseEntity.ok(answer);
    }

    private Features apply(Fits.Ready fit, @Nullable TableData history, Table data, Set<String> inputs) {
        if (history == null) {
            return fit.pipeline().apply(data);
        }
        if (fit.pipeline().document().pipeline().time() == null) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError(
                            HISTORY, "is for pipelines that name a time: this one looks at no other row")));
        }
        Table before = tables.read(history, HISTORY, inputs);
        return fit.pipeline()
                .apply(Stacked.of(
                        Pointed.at(HISTORY, () -> fit.pipeline().typed(before, HISTORY)),
                        fit.pipeline().typed(data, "/data")));
    }
}
