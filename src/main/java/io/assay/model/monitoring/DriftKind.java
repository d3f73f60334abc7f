package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.data.Times;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.monitoring.DriftRules.Compared;
import io.assay.model.profile.ColumnProfile;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import io.assay.statistics.drift.Wasserstein;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Holds two tables against each other. */
@Component
class DriftKind implements JobKind<DriftRequest> {

    private static final int TYPICAL_COLUMNS = 20;

    private final Tables tables;
    private final SmallWork small;
    private final AnalysisTimer timer;

    DriftKind(Tables tables, SmallWork small, AnalysisTimer timer) {
        this.tables = tables;
        this.small = small;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public Class<DriftRequest> parameters() {
        return DriftRequest.class;
    }

    @Override
    public boolean isSmall(DriftRequest request) {
        List<String> columns = request.columns();
        return small.is(
                tables.rows(request.reference()) + tables.rows(request.current()),
                columns == null ? TYPICAL_COLUMNS : columns.size());
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(DriftRequest request, JobContext context) {
        Set<String> names = request.columns() == null ? null : new LinkedHashSet<>(request.columns());
        if (names != null) {
            names.addAll(request.scoresOrNone());
        }
        Sizes.table(context, tables, request.reference(), "/reference", names);
        Sizes.table(context, tables, request.current(), "/current", names);
        context.progress(0, "reading the tables");
        Table reference = tables.read(request.reference(), "/reference", names);
        Table current = tables.read(request.current(), "/current", reference.names());
        checkNames(request, reference);
        context.progress(0.2, "holding them against each other");
        DriftReading reading = timer.time("drift", () -> read(request, reference, current));
        return () -> ResponseEntity.ok(reading);
    }

    private static void checkNames(DriftRequest request, Table reference) {
        List<FieldError> errors = new ArrayList<>();
        Map<String, Double> weights = request.weights();
        if (weights != null) {
            weights.keySet().stream()
                    .filter(name -> reference.column(name) == null
                            || request.scoresOrNone().contains(name))
                    .forEach(name -> errors.add(new FieldError("/weights", "names " + name + ", which is no column")));
            if (weights.values().stream().noneMatch(weight -> weight > 0)) {
                errors.add(new FieldError("/weights", "must have one above 0"));
            }
        }
        List<String> scores = request.scoresOrNone();
        for (int i = 0; i < scores.size(); i++) {
            if (!(reference.column(scores.get(i)) instanceof NumberColumn)) {
                errors.add(new FieldError("/scores/" + i, "must be a column of numbers"));
            }
        }
        if (scores.containsAll(reference.names())) {
            errors.add(new FieldError("/scores", "must leave a column that is no score"));
        }
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
    }

    private static DriftReading read(DriftRequest request, Table reference, Table current) {
        List<Compared> columns = new ArrayList<>();
        List<Compared> scores = new ArrayList<>();
        for (Column column : reference.columns()) {
            Column now = current.column(column.name());
            if (now == null) {
                throw refused(List.of(new FieldError("/current", "has no column " + column.name())));
            }
            Map<String, Double> weights = request.weights();
            Double weight = weights == null ? null : weights.getOrDefault(column.name(), 0.0);
            (request.scoresOrNone().contains(column.name()) ? scores : columns).add(compared(column, now, weight));
        }
        return DriftRules.read(columns, scores);
    }

    private static Compared compared(Column reference, Column current, @Nullable Double weight) {
        if (mayBeTimes(reference) || mayBeTimes(current)) {
            TimeColumn times = times(reference);
            TimeColumn now = times == null ? null : times(current);
            if (times != null && now != null) {
                return alike(times, now, weight);
            }
        }
        return alike(like(reference, current, "/reference"), like(current, reference, "/current"), weight);
    }

    private static Compared alike(Column reference, Column current, @Nullable Double weight) {
        ColumnProfile profile = ColumnProfile.of(reference, weight);
        List<Long> counts = Arrays.stream(profile.counts(current)).boxed().toList();
        boolean hasValues = reference instanceof NumberColumn && hasValue(reference) && hasValue(current);
        if (!hasValues) {
            return new Compared(profile, counts, null, null);
        }
        double[] before = ((NumberColumn) reference).values();
        double[] now = ((NumberColumn) current).values();
        return new Compared(
                profile, counts, TwoSampleKolmogorovSmirnov.of(before, now), Wasserstein.distance(before, now));
    }

    private static boolean hasValue(Column column) {
        return first(column) >= 0;
    }

    /** The first row that has a value; -1 where none has. */
    private static int first(Column column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                return row;
            }
        }
        return -1;
    }

    /** Inline tables hold times as text. */
    private static boolean mayBeTimes(Column column) {
        return column instanceof TimeColumn || (column instanceof TextColumn && hasValue(column));
    }

    /** The column as times, all missing where it is missing in every row; null where it holds something else. */
    private static @Nullable TimeColumn times(Column column) {
        int first = first(column);
        if (first >= 0 && column instanceof NumberColumn) {
            return null;
        }
        try {
            // Of most words the first tells, which spares reading them all.
            if (first >= 0) {
                var _ = Times.of(column.take(new int[] {first}), "");
            }
            return Times.of(column, "");
        } catch (ProblemException otherwise) {
            return null;
        }
    }

    /** The column, which is of the other's type, or missing in every row and then of any. */
    private static Column like(Column column, Column other, String pointer) {
        if (column.getClass() == other.getClass()) {
            return column;
        }
        if (!hasValue(column) && other instanceof TextColumn) {
            int[] codes = new int[column.size()];
            Arrays.fill(codes, -1);
            return new TextColumn(column.name(), codes, List.of());
        }
        if (!hasValue(other) && column instanceof TextColumn) {
            return column;
        }
        throw refused(List.of(new FieldError(
                pointer, "holds something else in " + column.name() + " than the other table: both must be alike")));
    }

    private static ProblemException refused(List<FieldError> errors) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The request body has an error.", errors);
    }
}
