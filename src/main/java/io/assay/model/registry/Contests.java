package io.assay.model.registry;

import io.assay.data.Column;
import io.assay.data.Source;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.Sizes;
import io.assay.job.JobContext;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.OutcomeWords;
import io.assay.model.evaluation.Rivals;
import io.assay.model.run.RunModels;
import io.assay.model.run.RunModels.Ready;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds a candidate against the champion, on rows that neither learned from. */
@Component
class Contests {

    private final RunModels runs;
    private final Rivals rivals;
    private final Tables tables;
    private final JsonMapper json;

    Contests(RunModels runs, Rivals rivals, Tables tables, JsonMapper json) {
        this.runs = runs;
        this.rivals = rivals;
        this.tables = tables;
        this.json = json;
    }

    /**
     * Asks both.
     *
     * @param data rows to judge them on; null for those that the candidate's training held out
     */
    Contest hold(Ready candidate, Ready champion, @Nullable TableData data, JobContext context) {
        EvaluationAnswer.Target target = target(champion.run());
        if (!Gate.isSame(target(candidate.run()), target)) {
            return new Contest.Impossible(target, "they foretell different things");
        }
        TableData asked = data == null ? candidate.request().data() : data;
        String pointer = data == null ? "" : "/data";
        Source source = tables.source(asked, pointer);
        Set<String> wanted = wanted(candidate, champion, source);
        List<String> missing = wanted.stream()
                .filter(column -> !source.schema().containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            return new Contest.Impossible(target, "the rows lack " + String.join(", ", missing));
        }
        Sizes.table(context, tables, asked, pointer, wanted);
        context.progress(0.1, "reading the rows");
        Table rows = tables.read(asked, pointer, wanted);
        try {
            Column outcomes = Objects.requireNonNull(rows.column(target.column()));
            boolean[] ofCandidate = learned(candidate, source, rows, outcomes);
            boolean[] ofChampion = learned(champion, source, rows, outcomes);
            int[] unseen = IntStream.range(0, rows.rows())
                    .filter(row -> !outcomes.isMissing(row) && !ofCandidate[row] && !ofChampion[row])
                    .toArray();
            JudgedRows judged = new JudgedRows(
                    source.dataset(),
                    source.fingerprint(),
                    data == null,
                    rows.rows(),
                    count(ofCandidate),
                    count(ofChampion),
                    unseen.length);
            if (unseen.length == 0) {
                return new Contest.Impossible(
                        target,
                        "there is no row with an outcome that neither learned from: of %,d the candidate knows %,d and the champion %,d"
                                .formatted(judged.given(), judged.learnedByCandidate(), judged.learnedByChampion()));
            }
            Sizes.features(context, candidate.served().pipeline(), unseen.length);
            Sizes.features(context, champion.served().pipeline(), unseen.length);
            context.progress(0.3, "asking both");
            Rivals.Compared compared =
                    rivals.compare(candidate.request(), candidate.served(), champion.served(), rows.take(unseen));
            boolean byOutcome = (judged.learnedByCandidate() > 0 && isByOutcome(candidate, source))
                    || (judged.learnedByChampion() > 0 && isByOutcome(champion, source));
            return new Contest.Held(target, compared, judged, byOutcome);
        } catch (ProblemException unfit) {
            if (unfit.type().status().is5xxServerError()) {
                throw unfit;
            }
            return new Contest.Impossible(target, words(unfit));
        }
    }

    private static String words(ProblemException unfit) {
        return unfit.errors().isEmpty()
                ? unfit.detail()
                : unfit.errors().stream().map(FieldError::detail).collect(Collectors.joining("; ", "the rows: ", ""));
    }

    EvaluationAnswer.Target target(ObjectNode run) {
        return json.convertValue(run.at("/evaluation/target"), EvaluationAnswer.Target.class);
    }

    /** What both predict from and tell rows apart by, and how the candidate's rows were grouped and weighed. */
    private static Set<String> wanted(Ready candidate, Ready champion, Source source) {
        Set<String> wanted = new LinkedHashSet<>();
        for (Ready one : List.of(candidate, champion)) {
            wanted.addAll(one.served().pipeline().document().pipeline().inputs());
            if (!isOwn(one, source)) {
                wanted.addAll(one.served().pipeline().document().keyColumns());
            }
        }
        Rivals.columns(candidate.request(), candidate.served()).stream()
                .filter(column -> column.equals(candidate.request().target())
                        || source.schema().containsKey(column))
                .forEach(wanted::add);
        return wanted;
    }

    private static boolean isOwn(Ready ready, Source source) {
        return source.fingerprint().equals(ready.run().at("/source/fingerprint").stringValue());
    }

    /** Of its own table a run knows by place what it learned from; of others by what tells rows apart. */
    private boolean[] learned(Ready ready, Source source, Table rows, Column outcomes) {
        boolean[] learned = new boolean[rows.rows()];
        if (isOwn(ready, source)) {
            Arrays.fill(learned, true);
            for (int row : runs.heldOut(ready)) {
                learned[row] = false;
            }
        } else {
            for (Table asked : whateverCame(ready, rows)) {
                for (int row : ready.served().pipeline().trainedOn(asked, ready.trained())) {
                    learned[row] = true;
                }
            }
        }
        // Without an outcome nothing was learned from it.
        for (int row = 0; row < learned.length; row++) {
            learned[row] &= !outcomes.isMissing(row);
        }
        return learned;
    }

    /**
     * The rows with every outcome that they may have. What a run learned from is kept with its outcome: asked by the one that
     * came, of rows that are equal but for it those would go whose outcome was seen, and the others would be judged, of which
     * every model is wrong.
     */
    private static List<Table> whateverCame(Ready ready, Table rows) {
        EvaluationAnswer.Target target = ready.served().target();
        if (!hasOutcomeInKeys(ready)) {
            return List.of(rows);
        }
        List<Table> asked = new ArrayList<>();
        for (Column outcome : OutcomeWords.everywhere(target, rows.rows())) {
            List<Column> columns = new ArrayList<>(rows.columns());
            columns.replaceAll(column -> column.name().equals(target.column()) ? outcome : column);
            asked.add(new Table(rows.rows(), columns));
        }
        return asked.isEmpty() ? List.of(rows) : asked;
    }

    /** Whether which rows it learned from is told by their outcome too. */
    private static boolean isByOutcome(Ready ready, Source source) {
        return !isOwn(ready, source)
                && hasOutcomeInKeys(ready)
                && OutcomeWords.everywhere(ready.served().target(), 0).isEmpty();
    }

    private static boolean hasOutcomeInKeys(Ready ready) {
        return ready.served()
                .pipeline()
                .document()
                .keyColumns()
                .contains(ready.served().target().column());
    }

    private static int count(boolean[] marks) {
        int count = 0;
        for (boolean mark : marks) {
            count += mark ? 1 : 0;
        }
        return count;
    }
}
