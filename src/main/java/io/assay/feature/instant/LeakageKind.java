package io.assay.feature.instant;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import io.assay.data.Times;
import io.assay.feature.Sizes;
import io.assay.feature.SmallWork;
import io.assay.feature.leakage.LeakageDetector;
import io.assay.feature.leakage.LeakageInput;
import io.assay.feature.leakage.LeakageReport;
import io.assay.feature.leakage.Outcome;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.AnalysisTimer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Looks through a table for what leaks. */
@Component
class LeakageKind implements JobKind<LeakageRequest> {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");

    private static final int WIDE = 50;

    private final Tables tables;
    private final SmallWork small;
    private final AnalysisTimer timer;

    LeakageKind(Tables tables, SmallWork small, AnalysisTimer timer) {
        this.tables = tables;
        this.small = small;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "leakage";
    }

    @Override
    public Class<LeakageRequest> parameters() {
        return LeakageRequest.class;
    }

    @Override
    public boolean isSmall(LeakageRequest request) {
        List<String> features = request.features();
        return small.is(rows(request), features == null ? WIDE : features.size());
    }

    private long rows(LeakageRequest request) {
        TableData test = request.test();
        return tables.rows(request.data()) + (test == null ? 0 : tables.rows(test));
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(LeakageRequest request, JobContext context) {
        List<String> features = request.features();
        Set<String> wanted = features == null ? null : new LinkedHashSet<>(features);
        if (wanted != null) {
            wanted.addAll(roles(request));
        }
        Sizes.table(context, tables, request.data(), "/data", wanted);
        context.progress(0, "reading the rows");
        Table all = told(tables.read(request.data(), "/data", wanted), request, "/data");
        requireRoles(all, request);
        TableData given = request.test();
        Table test = given == null ? null : told(tables.read(given, "/test", null), request, "/test");
        LeakageRequest.Split split = request.split();
        Table train = all;
        if (split != null) {
            Column column = Objects.requireNonNull(all.column(split.column()));
            int[] tested = IntStream.range(0, all.rows())
                    .filter(row -> Outcomes.is(column, row, split.test()))
                    .toArray();
            Set<Integer> apart = new HashSet<>(Arrays.stream(tested).boxed().toList());
            if (tested.length == 0 || tested.length == all.rows()) {
                throw refused("/split/test", "must be the value of some rows and not of all");
            }
            test = all.take(tested);
            train = all.take(IntStream.range(0, all.rows())
                    .filter(row -> !apart.contains(row))
                    .toArray());
        }
        context.progress(0.3, "looking at columns and rows");
        LeakageAnswer answer = inspect(request, train, test);
        return () -> ResponseEntity.ok(answer);
    }

    private LeakageAnswer inspect(LeakageRequest request, Table train, @Nullable Table test) {
        Outcome outcome = Outcomes.of(Objects.requireNonNull(train.column(request.target())), request.positive());
        List<String> columns = request.features();
        if (columns == null) {
            List<String> roles = roles(request);
            columns =
                    train.names().stream().filter(name -> !roles.contains(name)).toList();
        }
        LeakageInput input = new LeakageInput(
                train,
                outcome,
                columns,
                request.time(),
                request.outcomeTime(),
                request.entity(),
                request.zone(),
                test,
                request.foldsOrDefault(),
                request.seedOrDefault());
        LeakageReport report = timer.time("leakage", () -> LeakageDetector.inspect(input));
        double[] known = Arrays.stream(outcome.known())
                .mapToDouble(row -> outcome.values()[row])
                .toArray();
        return new LeakageAnswer(
                train.rows(),
                test == null ? null : test.rows(),
                new LeakageAnswer.Target(
                        request.target(),
                        request.positive(),
                        known.length == 0 ? null : Arrays.stream(known).sum() / known.length,
                        train.rows() - known.length),
                outcome.isClassification() ? LeakageAnswer.Measure.AUC : LeakageAnswer.Measure.RANK_CORRELATION,
                report.columns(),
                report.checks());
    }

    /** The columns that are something else than features. */
    private static List<String> roles(LeakageRequest request) {
        LeakageRequest.Split split = request.split();
        return Stream.of(
                        request.target(),
                        request.time(),
                        request.outcomeTime(),
                        request.entity(),
                        split == null ? null : split.column())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static void requireRoles(Table table, LeakageRequest request) {
        for (String name : roles(request)) {
            if (table.column(name) == null) {
                throw refused("/data", "has no column " + name);
            }
        }
    }

    /** With the columns that hold dates and times read as such: those that are named, and text that is nothing else. */
    private static Table told(Table table, LeakageRequest request, String pointer) {
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            boolean named =
                    column.name().equals(request.time()) || column.name().equals(request.outcomeTime());
            columns.add(
                    named
                            ? Times.of(column, null, pointer)
                            : column instanceof TextColumn text && isDates(text) ? times(text, pointer) : column);
        }
        return new Table(table.rows(), columns);
    }

    private static boolean isDates(TextColumn text) {
        return !text.levels().isEmpty()
                && text.levels().stream().allMatch(level -> DATE.matcher(level).matches());
    }

    private static Column times(TextColumn text, String pointer) {
        try {
            return Times.of(text, null, pointer);
        } catch (ProblemException words) {
            // It looked like dates and is not: it stays what it was.
            return text;
        }
    }

    private static ProblemException refused(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError(pointer, detail)));
    }
}
