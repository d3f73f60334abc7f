package io.assay.feature.instant;

import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.FeatureTable;
import io.assay.feature.Pointed;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.feature.TargetRules;
import io.assay.feature.Watched;
import io.assay.feature.Withheld;
import io.assay.feature.leakage.LeakageDetector;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.Pipelines;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Fits on the training rows, whatever was fitted before, and applies. */
@Component
class FitTransformKind implements JobKind<FitTransformRequest> {

    private final Pipelines pipelines;
    private final Tables tables;
    private final SmallWork small;
    private final AnalysisTimer timer;

    FitTransformKind(Pipelines pipelines, Tables tables, SmallWork small, AnalysisTimer timer) {
        this.pipelines = pipelines;
        this.tables = tables;
        this.small = small;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "pipeline_fit_transform";
    }

    @Override
    public Class<FitTransformRequest> parameters() {
        return FitTransformRequest.class;
    }

    @Override
    public boolean isSmall(FitTransformRequest request) {
        TableData test = request.test();
        long rows = tables.rows(request.data()) + (test == null ? 0 : tables.rows(test));
        return small.is(rows, request.pipeline().document().inputs().size());
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(FitTransformRequest request, JobContext context) {
        PipelineDocument document = request.pipeline().document();
        TargetRules.check(
                document,
                request.target(),
                feature -> "/pipeline" + request.pipeline().pointer(feature));
        Set<String> columns = new LinkedHashSet<>(document.inputs());
        if (request.target() != null) {
            columns.add(request.target());
        }
        TableData test = request.test();
        long testRows = test == null ? 0 : tables.rows(test);
        Sizes.table(context, tables, request.data(), "/data", columns);
        context.progress(0, "reading the rows");
        Table table = tables.read(request.data(), "/data", columns);
        Table other = test == null ? null : tables.read(test, "/test", document.inputs());
        Sizes.levels(document, table);
        context.progress(0.2, "learning");
        PipelineFit fit = timer.time(
                "pipeline_fit",
                () -> Pointed.at(
                        "/data",
                        () -> pipelines.fit(document, table, request.options(), new Watched(context, 0.2, 0.6))));
        FittedPipeline pipeline = fit.pipeline();
        Sizes.width(pipeline);
        FeatureTable.check(table.rows() + testRows, pipeline.names().size());
        Sizes.features(context, pipeline, table.rows() + testRows);
        context.progress(0.6, "making the features");
        Features trained = fit.trained();
        FeatureTable ofTest = other == null
                ? null
                : FeatureTable.of(
                        timer.time("pipeline_transform", () -> Pointed.at("/test", () -> pipeline.apply(other))));
        List<Check> checks =
                other == null ? List.of() : List.of(LeakageDetector.duplicates(table, other, document.inputs()));
        FitTransformAnswer answer =
                new FitTransformAnswer(Withheld.shown(pipeline.document()), FeatureTable.of(trained), ofTest, checks);
        return () -> ResponseEntity.ok(answer);
    }
}
