package io.assay.causal;

import io.assay.data.Source;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.InvalidInputException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/**
 * A method: reads its columns, computes and keeps nothing. What is small is answered within the request; the rest is a
 * job. A method is one class that extends this.
 *
 * @param <R> what it is asked
 */
public abstract class CausalKind<R extends CausalRequest> implements JobKind<R> {

    /** Columns as they are read, of complete rows, and what a fit makes of them. */
    private static final long COPIES = 4;

    /** So many cells are read and fitted in a moment. */
    private static final long SMALL = 2_000_000;

    private final Tables tables;
    private final AnalysisTimer timer;

    protected CausalKind(Tables tables, AnalysisTimer timer) {
        this.tables = tables;
        this.timer = timer;
    }

    /** The answer, a record. */
    protected abstract Object answer(R request, JobContext context);

    @Override
    public boolean isSmall(R request) {
        return cells(request) <= SMALL;
    }

    private long cells(R request) {
        TableData data = request.data();
        return data == null ? 0 : tables.rows(data) * request.columns().names().size();
    }

    /** Whether its rows need not be in memory, as far as one can tell before they are looked at. */
    protected boolean isStreamed(R request) {
        return false;
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(R request, JobContext context) {
        if (!isStreamed(request)) {
            reserve(request, context);
        }
        context.progress(0, "reading the rows");
        Object answer;
        try {
            answer = timer.time(name(), () -> answer(request, context));
        } catch (InvalidInputException impossible) {
            throw Refused.at("/" + impossible.parameter(), impossible.detail());
        }
        return () -> ResponseEntity.ok(answer);
    }

    private void reserve(R request, JobContext context) {
        TableData data = request.data();
        if (data != null) {
            Set<String> names = request.columns().names();
            context.needs(
                    COPIES * Long.BYTES * tables.rows(data) * names.size(),
                    String.format(Locale.ROOT, "%,d rows of %d columns", tables.rows(data), names.size()));
        }
    }

    /** Reads the columns of a request that might have done without its rows in memory, and does not. */
    protected final CausalData readAfterAll(R request, JobContext context) {
        if (isStreamed(request)) {
            reserve(request, context);
        }
        return read(request);
    }

    /** Reads the columns of a request that has data. */
    protected final CausalData read(R request) {
        return CausalData.read(tables, required(request), request.columns());
    }

    /** Where the rows come from. */
    protected final Source source(R request) {
        return tables.source(required(request));
    }

    protected final Tables tables() {
        return tables;
    }

    private TableData required(R request) {
        TableData data = request.data();
        if (data == null) {
            throw Refused.at("/data", "must be given");
        }
        return data;
    }
}
