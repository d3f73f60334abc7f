package io.assay.feature.registry;

import io.assay.data.Column;
import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.feature.Meanings;
import io.assay.feature.Pointed;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.feature.TargetRules;
import io.assay.feature.Watched;
import io.assay.feature.Withheld;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.pipeline.RowKeys;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Fits a stored pipeline and keeps what it learned, with where it learned it from. */
@Component
class FitKind implements JobKind<FitKind.Parameters> {

    /** What datasets are said to be needed by. */
    static final String USER = "fit";

    private final PipelineService service;
    private final Pipelines pipelines;
    private final Tables tables;
    private final FitRepository repository;
    private final CanonicalJson canonical;
    private final JsonMapper json;
    private final SmallWork small;
    private final AnalysisTimer timer;
    private final String codeVersion;

    FitKind(
            PipelineService service,
            Pipelines pipelines,
            Tables tables,
            FitRepository repository,
            CanonicalJson canonical,
            JsonMapper json,
            SmallWork small,
            AnalysisTimer timer,
            BuildProperties build) {
        this.service = service;
        this.pipelines = pipelines;
        this.tables = tables;
        this.repository = repository;
        this.canonical = canonical;
        this.json = json;
        this.small = small;
        this.timer = timer;
        this.codeVersion = String.valueOf(build.getVersion());
    }

    /** The version is fixed when the fit is asked for, not when its turn comes. */
    record Parameters(String pipeline, int version, FitRequest request) {}

    @Override
    public String name() {
        return "pipeline_fit";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        return small.is(
                tables.rows(parameters.request().data()),
                pipeline(parameters).document().inputs().size());
    }

    private PipelineAnswer pipeline(Parameters parameters) {
        return service.get(parameters.pipeline(), parameters.version());
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        FitRequest request = parameters.request();
        PipelineAnswer pipeline = pipeline(parameters);
        PipelineDocument document = pipeline.document();
        Meanings.require(document, request.mayBeUndocumented());
        TargetRules.check(document, request.target(), feature -> "/document/features/" + feature);
        List<String> columns = columns(document, request);
        Sizes.table(context, tables, request.data(), "/data", columns);
        context.progress(0, "reading the rows");
        Table table = tables.read(request.data(), "/data", columns);
        requireRowId(table, request.rowId());
        Sizes.levels(document, table);
        context.progress(0.3, "learning");
        PipelineFit fit = timer.time(
                "pipeline_fit",
                () -> Pointed.at(
                        "/data",
                        () -> pipelines.fit(document, table, request.options(), new Watched(context, 0.3, 0.9))));
        Sizes.width(fit.pipeline());
        FittedDocument state = fit.pipeline().document();
        context.progress(0.9, "writing down what was learned");
        Source source = tables.source(request.data());
        RowKeys keys = fit.rowKeys();
        FitSummary summary = new FitSummary(
                "fit-" + UUID.randomUUID(),
                pipeline.name(),
                pipeline.version(),
                pipeline.sha256(),
                source,
                request.target(),
                state.undocumented(),
                codeVersion,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                context.caller().name(),
                canonical.sha256(state));
        List<Check> checks = checks(state, keys.size());
        String written = json.writeValueAsString(state);
        String writtenChecks = json.writeValueAsString(checks);
        return () -> {
            repository.add(new FitRepository.Stored(summary, writtenChecks, written), keys);
            String dataset = source.dataset();
            if (dataset != null) {
                tables.use(dataset, USER, summary.id());
            }
            return ResponseEntity.created(URI.create(FitController.PATH + "/" + summary.id()))
                    .body(answer(summary, checks, state));
        };
    }

    static FitAnswer answer(FitSummary summary, List<Check> checks, FittedDocument state) {
        return new FitAnswer(
                summary.id(),
                summary.pipeline(),
                summary.version(),
                summary.pipelineSha256(),
                summary.source(),
                summary.undocumented(),
                checks,
                summary.codeVersion(),
                summary.createdAt(),
                summary.createdBy(),
                summary.stateSha256(),
                Withheld.shown(state));
    }

    private static List<String> columns(PipelineDocument document, FitRequest request) {
        Set<String> columns = new LinkedHashSet<>(document.inputs());
        if (request.target() != null) {
            columns.add(request.target());
        }
        if (request.rowId() != null) {
            columns.add(request.rowId());
        }
        return List.copyOf(columns);
    }

    private static void requireRowId(Table table, @Nullable String name) {
        Column column = name == null ? null : table.column(name);
        if (column != null && IntStream.range(0, column.size()).anyMatch(column::isMissing)) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("/row_id", "must name a column that no row lacks")));
        }
    }

    private static List<Check> checks(FittedDocument state, int different) {
        List<Check> checks = new ArrayList<>();
        checks.add(Meanings.check(state.undocumented()));
        int repeated = state.rows() - different;
        String told = String.join(", ", state.keyColumns());
        checks.add(
                repeated == 0
                        ? new Check("row_identity", Status.PASS, "no two training rows are equal in " + told, null)
                        : new Check(
                                "row_identity",
                                Status.WARN,
                                "%d of %d training rows repeat another one in %s"
                                        .formatted(repeated, state.rows(), told),
                                state.options().rowId() == null
                                        ? "Name the column that tells rows apart as row_id, or rows that look like these "
                                                + "cannot be evaluated."
                                        : "Name a column that tells rows apart."));
        return checks;
    }
}
