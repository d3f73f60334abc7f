package io.assay.causal.regression;

import io.assay.causal.CausalData;
import io.assay.causal.Dropped;
import io.assay.causal.regression.RegressionAnswer.Way;
import io.assay.data.ColumnType;
import io.assay.data.StoredBatches;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.statistics.regression.BatchLayout;
import io.assay.statistics.regression.FittedRegression;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.RowBatches;
import io.assay.statistics.regression.StreamedLeastSquares;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A regression of a stored dataset whose rows pass by and never are in memory. */
final class Streamed implements Regressed {

    /** Columns of text with more words are read as rows: of controls they are refused there. */
    private static final int MOST_LEVELS = 100;

    private static final int MOST_COLUMNS = 200;

    private final RegressionRequest request;
    private final StoredBatches rows;
    private final StreamedLeastSquares fit;

    private Streamed(RegressionRequest request, StoredBatches rows, StreamedLeastSquares fit) {
        this.request = request;
        this.rows = rows;
        this.fit = fit;
    }

    /** Whether the rows could pass by. */
    static boolean isPossible(RegressionRequest request) {
        TableData data = request.data();
        List<String> effects = request.fixedEffects();
        return data.dataset() != null
                && (effects == null || effects.isEmpty())
                && request.wild() == null
                && !request.kind().isSerial()
                && !request.kind().needsNested();
    }

    /** The fit; null where rows have to be in memory. */
    static @Nullable Streamed of(Tables tables, RegressionRequest request, JobContext context) {
        StoredBatches rows =
                tables.batches(request.data(), "/data", request.columns().names(), MOST_LEVELS);
        if (rows == null || rows.rows() > Integer.MAX_VALUE || !areNumbers(rows, request)) {
            return null;
        }
        Columns columns = new Columns(request, rows);
        if (columns.names.size() > MOST_COLUMNS) {
            return null;
        }
        BatchLayout layout = new BatchLayout(
                columns.names,
                request.hasIntercept(),
                request.weightsCol() != null,
                request.clusters().size());
        StreamedLeastSquares fit = StreamedLeastSquares.fit(
                layout,
                columns,
                robust(request),
                (bytes, clusters) -> context.needs(
                        bytes,
                        String.format(
                                Locale.ROOT,
                                "the scores of up to %,d clusters with %d coefficients",
                                clusters,
                                columns.names.size() + (request.hasIntercept() ? 1 : 0))));
        return fit == null ? null : new Streamed(request, rows, fit);
    }

    /** What scores are gathered for; null for clusters alone. */
    private static Robust.@Nullable Type robust(RegressionRequest request) {
        return switch (request.kind()) {
            case IID -> Robust.Type.IID;
            case HC0 -> Robust.Type.HC0;
            case HC1 -> Robust.Type.HC1;
            case HC2 -> Robust.Type.HC2;
            case HC3 -> Robust.Type.HC3;
            case CLUSTER, CR0, CR2, CR3, CRV3, CRV3J, NEWEY_WEST, DRISCOLL_KRAAY -> null;
        };
    }

    /** Whether all that must be numbers are; what is not is refused where rows are read. */
    private static boolean areNumbers(StoredBatches rows, RegressionRequest request) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put(RegressionRequest.OUTCOME, request.outcome());
        if (request.treatmentCol() != null) {
            numbers.put(RegressionRequest.TREATMENT, request.treatmentCol());
        }
        if (request.weightsCol() != null) {
            numbers.put(RegressionRequest.WEIGHTS, request.weightsCol());
        }
        List<String> controls = request.controls();
        for (int k = 0; controls != null && k < controls.size(); k++) {
            if (rows.type(controls.get(k)) != ColumnType.TEXT) {
                numbers.put(RegressionRequest.CONTROLS + "/" + k, controls.get(k));
            }
        }
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            String column = number.getValue();
            ColumnType type = rows.type(column);
            if (type != ColumnType.NUMBER && type != ColumnType.INTEGER) {
                return false;
            }
            CausalData.requireSquares(rows.lowest(column), rows.highest(column), number.getKey(), column);
        }
        return true;
    }

    @Override
    public RegressionRequest request() {
        return request;
    }

    @Override
    public FittedRegression fit() {
        return fit;
    }

    StreamedLeastSquares streamed() {
        return fit;
    }

    @Override
    public List<Way> ways() {
        return List.of();
    }

    @Override
    public int shown() {
        return fit.rank();
    }

    @Override
    public Dropped dropped() {
        return new Dropped(
                Math.toIntExact(rows.rows()), Math.toIntExact(rows.complete()), rows.missing(), List.of(), List.of());
    }

    /** The columns of the dataset as those of the design: text as one column of 0 and 1 for each word but the first. */
    private static final class Columns implements RowBatches {

        private static final int NUMBER = -1;

        private final StoredBatches rows;
        private final List<String> names = new ArrayList<>();

        /** By column of a batch, which of the dataset's it is made of, and of which word. */
        private final List<Integer> sources = new ArrayList<>();

        private final List<Integer> words = new ArrayList<>();

        Columns(RegressionRequest request, StoredBatches rows) {
            this.rows = rows;
            List<String> read = List.copyOf(request.columns().names());
            if (request.treatmentCol() != null) {
                names.add(request.treatmentCol());
                add(read, request.treatmentCol());
            }
            for (String control : Objects.requireNonNullElse(request.controls(), List.<String>of())) {
                List<String> levels = rows.levels(control);
                if (levels == null) {
                    names.add(control);
                    add(read, control);
                } else {
                    for (int level = 1; level < levels.size(); level++) {
                        names.add(control + "=" + levels.get(level));
                        sources.add(read.indexOf(control));
                        words.add(level);
                    }
                }
            }
            add(read, request.outcome());
            if (request.weightsCol() != null) {
                add(read, request.weightsCol());
            }
            request.clusters().forEach(way -> add(read, way));
        }

        private void add(List<String> read, String column) {
            sources.add(read.indexOf(column));
            words.add(NUMBER);
        }

        @Override
        public void forEach(Batch batch) {
            double[][] made = new double[sources.size()][0];
            rows.forEach((columns, count) -> {
                for (int k = 0; k < made.length; k++) {
                    double[] source = columns[sources.get(k)];
                    int word = words.get(k);
                    if (word == NUMBER) {
                        made[k] = source;
                    } else {
                        if (made[k].length < count) {
                            made[k] = new double[count];
                        }
                        for (int row = 0; row < count; row++) {
                            made[k][row] = source[row] == word ? 1 : 0;
                        }
                    }
                }
                batch.of(made, count);
            });
        }
    }
}
