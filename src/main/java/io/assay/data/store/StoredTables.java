package io.assay.data.store;

import io.assay.data.CellColumns;
import io.assay.data.ColumnType;
import io.assay.data.PanelColumns;
import io.assay.data.StoredBatches;
import io.assay.data.StoredCells;
import io.assay.data.Table;
import io.assay.data.UnitReader;
import io.assay.data.duck.Duck;
import io.assay.platform.json.NearestName;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stored datasets as tables in memory, for those who name one in a request. */
@Component
public final class StoredTables {

    /** A code of text, a reference and what a word of its own takes at most, as far as one can tell beforehand. */
    private static final long TEXT_BYTES = 12;

    private final DatasetService service;
    private final DatasetRepository repository;
    private final Duck duck;

    StoredTables(DatasetService service, DatasetRepository repository, Duck duck) {
        this.service = service;
        this.repository = repository;
        this.duck = duck;
    }

    /**
     * What is known of a dataset without reading it.
     *
     * @param columns in their order
     */
    public record About(String id, String fingerprint, long rows, List<StoredColumn> columns) {

        public About {
            columns = List.copyOf(columns);
        }
    }

    /** What is known of a dataset; 422 at the pointer where there is none. */
    public About about(String id, String pointer) {
        Dataset dataset = service.named(id, pointer);
        return new About(dataset.id(), dataset.fingerprint(), dataset.rows(), dataset.columns());
    }

    /** How many bytes of memory the columns take; null for all. */
    public long bytes(String id, String pointer, @Nullable Collection<String> columns) {
        Dataset dataset = service.named(id, pointer);
        return bytes(dataset, places(dataset, pointer, columns));
    }

    private static long bytes(Dataset dataset, List<Integer> places) {
        return places.stream()
                .mapToLong(place -> dataset.rows()
                        * (dataset.columns().get(place).type() == ColumnType.TEXT ? TEXT_BYTES : Double.BYTES))
                .sum();
    }

    /** The columns in memory; 422 where they would take more than half of it. */
    public Table read(String id, String pointer, @Nullable Collection<String> columns) {
        Dataset dataset = service.named(id, pointer);
        List<Integer> places = places(dataset, pointer, columns);
        long bytes = bytes(dataset, places);
        long most = Runtime.getRuntime().maxMemory() / 2;
        if (bytes > most || dataset.rows() > Integer.MAX_VALUE - 8) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "Dataset " + dataset.id() + " has " + dataset.rows() + " rows; " + places.size()
                            + " columns of them take " + bytes + " bytes of memory, and " + most + " is the most.");
        }
        Path file = service.file(dataset);
        return duck.call(
                session -> StoredRows.table(session, file, dataset.columns(), places, Math.toIntExact(dataset.rows())));
    }

    /**
     * A panel, unit by unit; false, and nothing told, where outcome or cohort are no numbers, treatment is not 0 and 1, or there are
     * more periods than {@code most}.
     */
    public boolean panel(String id, String pointer, PanelColumns columns, int most, UnitReader reader) {
        Dataset dataset = service.named(id, pointer);
        String third = columns.cohort() == null ? columns.treatment() : columns.cohort();
        List<Integer> places = new ArrayList<>();
        for (String name : List.of(columns.unit(), columns.time(), Objects.requireNonNull(third), columns.outcome())) {
            places.addAll(places(dataset, pointer, List.of(name)));
        }
        // A cohort is a period, so periods that name one are numbers too.
        boolean numbers = isNumber(dataset, places.get(3))
                && (columns.cohort() == null || (isNumber(dataset, places.get(1)) && isNumber(dataset, places.get(2))))
                && (columns.treatment() == null || !isTime(dataset, places.get(2)));
        if (!numbers) {
            return false;
        }
        Path file = service.file(dataset);
        return duck.call(session -> StoredPanel.read(session, file, dataset.columns(), places, columns, most, reader));
    }

    private static boolean isNumber(Dataset dataset, int place) {
        ColumnType type = dataset.columns().get(place).type();
        return type == ColumnType.INTEGER || type == ColumnType.NUMBER;
    }

    private static boolean isTime(Dataset dataset, int place) {
        return !isNumber(dataset, place) && dataset.columns().get(place).type() != ColumnType.TEXT;
    }

    /**
     * The rows put together where they are alike; null where the outcome is no number, no row is complete, or there are more
     * cells than {@code most}.
     */
    public @Nullable StoredCells cells(String id, String pointer, CellColumns columns, int most) {
        Dataset dataset = service.named(id, pointer);
        List<Integer> places = new ArrayList<>(places(dataset, pointer, columns.keys()));
        int outcome = places(dataset, pointer, List.of(columns.outcome())).getFirst();
        places.add(outcome);
        if (!isNumber(dataset, outcome)) {
            return null;
        }
        Path file = service.file(dataset);
        return duck.call(session ->
                        Optional.ofNullable(CellReading.read(session, file, dataset.columns(), places, columns, most)))
                .orElse(null);
    }

    /** Columns that are read batch by batch; null where one of text has more words than {@code mostLevels}, or no row is complete. */
    public @Nullable StoredBatches batches(String id, String pointer, Collection<String> columns, int mostLevels) {
        Dataset dataset = service.named(id, pointer);
        Map<Integer, StoredColumn> wanted = new LinkedHashMap<>();
        places(dataset, pointer, columns)
                .forEach(place -> wanted.put(place, dataset.columns().get(place)));
        StoredStream stream = new StoredStream(duck, service.file(dataset), wanted);
        return stream.look(mostLevels) ? stream : null;
    }

    /** The statement that makes cells of rows called the_table. */
    public static String cellSql(CellColumns columns) {
        return CellStatement.text(columns, null);
    }

    private static List<Integer> places(Dataset dataset, String pointer, @Nullable Collection<String> wanted) {
        List<String> names = dataset.columns().stream().map(StoredColumn::name).toList();
        if (wanted == null) {
            return IntStream.range(0, names.size()).boxed().toList();
        }
        List<FieldError> unknown = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (String name : List.copyOf(new LinkedHashSet<>(wanted))) {
            int place = names.indexOf(name);
            if (place < 0) {
                unknown.add(new FieldError(
                        pointer,
                        "has no column " + name
                                + NearestName.to(name, names)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("")));
            }
            places.add(place);
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "The table lacks a column that is needed.", unknown);
        }
        return places;
    }

    /** Keeps the dataset, in the transaction that is open. */
    public void use(String id, String by, String reference) {
        if (repository.lock(id).isEmpty()) {
            throw new ProblemException(ProblemType.CONFLICT, "Dataset " + id + " was deleted meanwhile.");
        }
        repository.use(id, by, reference);
    }

    /** Needs the dataset no more. */
    public void release(String id, String by, String reference) {
        repository.release(id, by, reference);
    }
}
