package io.assay.model.evaluation;

import io.assay.data.Table;
import io.assay.feature.leakage.LeakageDetector;
import io.assay.feature.leakage.LeakageInput;
import io.assay.feature.leakage.Outcome;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.model.scoring.Task;
import io.assay.model.split.Round;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.split.HoldOut;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What in the columns would tell a model the outcome. Of many rows a part is looked at. */
final class Leaks {

    private static final int MOST_ROWS = 20_000;
    private static final int FOLDS = 5;

    private Leaks() {}

    /** The checks that could be made of these rows. */
    static List<Check> in(Material material, Round round, @Nullable String time, @Nullable String group, long seed) {
        PipelineDocument document = material.document();
        Task task = material.outcome().task();
        if (task == Task.MULTICLASS) {
            return List.of(new Check(
                    "leakage", Status.UNKNOWN, "columns are held against two classes or numbers alone", null));
        }
        int rows = material.rows().rows();
        boolean isWhole = rows <= MOST_ROWS;
        int[] looked = isWhole ? round.train() : part(rows, seed);
        Table test = isWhole ? material.rows().take(round.test()) : null;
        List<String> columns = document.inputs().stream()
                .filter(name -> !name.equals(material.outcome().column()) && !name.equals(time) && !name.equals(group))
                .toList();
        LeakageInput input = new LeakageInput(
                material.rows().take(looked),
                new Outcome(material.outcomes(looked), task == Task.BINARY),
                columns,
                time,
                null,
                group,
                document.timeZone() == null ? ZoneId.of("UTC") : document.zone(),
                test,
                FOLDS,
                seed);
        return LeakageDetector.inspect(input).checks().stream()
                .filter(check -> check.status() != Status.UNKNOWN)
                .map(check -> isWhole ? check : ofPart(check, rows))
                .toList();
    }

    private static int[] part(int rows, long seed) {
        int[] drawn =
                HoldOut.random(rows, (double) MOST_ROWS / rows, seed).test().clone();
        Arrays.sort(drawn);
        return drawn;
    }

    private static Check ofPart(Check check, int rows) {
        return new Check(
                check.id(),
                check.status(),
                "%s (%,d of %,d rows were looked at)".formatted(check.evidence(), MOST_ROWS, rows),
                check.advice());
    }
}
