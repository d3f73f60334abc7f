package io.assay.model.run;

import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;

/** What a model that is kept does with rows. Changes nothing. */
abstract class RunRowsKind implements JobKind<RunRowsKind.Parameters> {

    private final RunModels models;
    private final Tables tables;
    private final SmallWork small;

    RunRowsKind(RunModels models, Tables tables, SmallWork small) {
        this.models = models;
        this.tables = tables;
        this.small = small;
    }

    record Parameters(String run, TableData data) {}

    @Override
    public final Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public final boolean isSmall(Parameters parameters) {
        RunModels.Ready ready = models.get(parameters.run());
        return small.is(
                tables.rows(parameters.data()),
                ready.served().pipeline().names().size());
    }

    @Override
    public final boolean changesNothing() {
        return true;
    }

    @Override
    public final Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        RunModels.Ready ready = models.get(parameters.run());
        Set<String> columns = new LinkedHashSet<>(
                ready.served().pipeline().document().pipeline().inputs());
        if (needsOutcome()) {
            columns.add(ready.run().at("/evaluation/target/column").stringValue());
            Stream.of(ready.request().weights(), ready.served().group(ready.request()))
                    .filter(column -> column != null
                            && tables.source(parameters.data()).schema().containsKey(column))
                    .forEach(columns::add);
        }
        Sizes.table(context, tables, parameters.data(), "/data", columns);
        context.progress(0, "reading the rows");
        Table rows = tables.read(parameters.data(), "/data", columns);
        check(context, ready, rows.rows());
        context.progress(0.2, "making features");
        boolean sameTable = tables.source(parameters.data())
                .fingerprint()
                .equals(ready.run().at("/source/fingerprint").stringValue());
        Object answer = answer(parameters.run(), ready, rows, sameTable);
        return () -> ResponseEntity.ok(answer);
    }

    /** Whether the rows must have the outcome. */
    abstract boolean needsOutcome();

    /** Refuses rows that would take more memory than there is, or are too many. */
    void check(JobContext context, RunModels.Ready ready, int rows) {
        Sizes.features(context, ready.served().pipeline(), rows);
    }

    abstract Object answer(String run, RunModels.Ready ready, Table rows, boolean sameTable);
}
