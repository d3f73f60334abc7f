package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What training rows and test rows have in common. */
final class SplitChecks {

    private static final String DUPLICATES = "duplicates_across_split";
    private static final String ENTITY = "entity_on_both_sides";
    private static final String OVERLAP = "time_overlap";

    private static final String SEND_TEST = "Send the test rows as test, or name the column that tells them as split.";

    private SplitChecks() {}

    static List<Check> all(LeakageInput input, List<String> described) {
        Table test = input.test();
        if (test == null) {
            String reason = "there are no test rows to compare with";
            return List.of(
                    new Check(DUPLICATES, Status.UNKNOWN, reason, SEND_TEST),
                    new Check(ENTITY, Status.UNKNOWN, reason, SEND_TEST),
                    new Check(OVERLAP, Status.UNKNOWN, reason, SEND_TEST));
        }
        return List.of(
                duplicates(input.table(), test, described),
                entity(input.table(), test, input.entity()),
                overlap(input, test));
    }

    /**
     * Test rows that a training row equals in all columns that describe it. Where the training rows repeat each other as
     * often, there are few different rows in the world, and the test rows say less than they seem to, but nothing was
     * copied.
     */
    static Check duplicates(Table train, Table test, List<String> described) {
        List<String> shared =
                described.stream().filter(name -> test.column(name) != null).toList();
        if (shared.isEmpty()) {
            return new Check(DUPLICATES, Status.UNKNOWN, "no column but ids is in both tables", null);
        }
        RowIndex index = new RowIndex(train, shared);
        int[] twins = index.find(test);
        int[] copies =
                IntStream.range(0, twins.length).filter(row -> twins[row] >= 0).toArray();
        String columns = shared.size() == 1 ? "1 column" : shared.size() + " columns";
        if (copies.length == 0) {
            return new Check(
                    DUPLICATES,
                    Status.PASS,
                    "no test row equals a training row in the %s that describe it".formatted(columns),
                    null);
        }
        double ofTest = (double) copies.length / test.rows();
        double ofTraining = (double) index.repeated() / train.rows();
        String evidence =
                ("%d of %d test rows equal a training row in the %s that describe them, first row %d, which is "
                                + "training row %d; %d of %d training rows equal another one")
                        .formatted(
                                copies.length,
                                test.rows(),
                                columns,
                                copies[0],
                                twins[copies[0]],
                                index.repeated(),
                                train.rows());
        return ofTraining >= ofTest / 2
                ? new Check(
                        DUPLICATES,
                        Status.WARN,
                        evidence,
                        "Rows repeat by nature: keep equal ones on one side, or read the test figures as those of known rows.")
                : new Check(DUPLICATES, Status.FAIL, evidence, "Remove repeated rows before splitting.");
    }

    private static Check entity(Table train, Table test, @Nullable String name) {
        Column ofTrain = name == null ? null : train.column(name);
        Column ofTest = name == null ? null : test.column(name);
        if (ofTrain == null || ofTest == null) {
            return new Check(
                    ENTITY, Status.UNKNOWN, "which column tells whose a row is, is not known", "Name it as entity.");
        }
        String shown = ofTrain.name();
        int[] twins = new RowIndex(train, List.of(shown)).find(test);
        Set<Integer> entities = new HashSet<>();
        int rows = 0;
        int first = -1;
        for (int row = 0; row < twins.length; row++) {
            if (twins[row] >= 0 && !ofTest.isMissing(row)) {
                first = rows == 0 ? row : first;
                entities.add(twins[row]);
                rows++;
            }
        }
        return rows == 0
                ? new Check(ENTITY, Status.PASS, "no %s of the test rows is in training".formatted(shown), null)
                : new Check(
                        ENTITY,
                        Status.FAIL,
                        "%d of %d test rows are of %d entities (%s) that training has rows of, first row %d"
                                .formatted(rows, test.rows(), entities.size(), shown, first),
                        "Split by entity, so that the test asks about ones that were never seen; where predictions will be "
                                + "asked about known ones, split by time.");
    }

    private static Check overlap(LeakageInput input, Table test) {
        String name = input.time();
        TimeColumn ofTrain =
                name == null ? null : TimeChecks.times(input.table().column(name));
        TimeColumn ofTest = name == null ? null : TimeChecks.times(test.column(name));
        if (ofTrain == null || ofTest == null) {
            return new Check(
                    OVERLAP,
                    Status.UNKNOWN,
                    "which column tells when a row happened, is not known",
                    "Name it as time.");
        }
        long[] known = present(ofTrain, input);
        long[] asked = present(ofTest, input);
        long earliest = Arrays.stream(asked).min().orElse(Long.MAX_VALUE);
        long later = Arrays.stream(known).filter(micros -> micros >= earliest).count();
        return later == 0
                ? new Check(OVERLAP, Status.PASS, "every training row is before the first test row", null)
                : new Check(
                        OVERLAP,
                        Status.WARN,
                        "%d of %d training rows are not before the first test row".formatted(later, known.length),
                        "A model that is asked about the future must be tested on it: split by time.");
    }

    private static long[] present(TimeColumn column, LeakageInput input) {
        long[] micros = TimeChecks.micros(column, input.zone());
        return IntStream.range(0, micros.length)
                .filter(row -> !column.isMissing(row))
                .mapToLong(row -> micros[row])
                .toArray();
    }
}
