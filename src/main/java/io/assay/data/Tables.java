package io.assay.data;

import io.assay.data.store.NewDatasets;
import io.assay.data.store.StoredTables;
import io.assay.job.JobContext;
import io.assay.platform.json.NearestName;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Reads the tables that requests name, be they in the request or stored. */
@Component
public final class Tables {

    private final StoredTables stored;
    private final NewDatasets made;

    Tables(StoredTables stored, NewDatasets made) {
        this.stored = stored;
        this.made = made;
    }

    /**
     * The table.
     *
     * @param pointer JSON pointer of the data in the request, such as {@code /data}, for what is refused
     * @param columns names of those to read, in the order wanted; null for all in their own order
     * @throws ProblemException with status 422 when there is no such table or column, its values do not fit, or a dataset
     *     takes more than half of the memory
     */
    public Table read(TableData data, String pointer, @Nullable Collection<String> columns) {
        check(data, pointer);
        String dataset = data.dataset();
        return dataset == null
                ? InlineTable.read(data, pointer, columns == null ? null : new LinkedHashSet<>(columns))
                : stored.read(dataset, pointer + "/dataset", columns);
    }

    /** The table that is in the request itself. */
    public static Table inline(TableData data, String pointer) {
        check(data, pointer);
        return InlineTable.read(data, pointer, null);
    }

    /** As {@link #source(TableData, String)} of the data at {@code /data}. */
    public Source source(TableData data) {
        return source(data, "/data");
    }

    /** Where the table came from; rows in the request are read for it, a dataset is not. */
    public Source source(TableData data, String pointer) {
        check(data, pointer);
        String dataset = data.dataset();
        if (dataset == null) {
            Table table = InlineTable.read(data, pointer, null);
            return new Source(null, Fingerprint.of(table), table.rows(), schema(table));
        }
        StoredTables.About about = stored.about(dataset, pointer + "/dataset");
        Map<String, String> schema = new LinkedHashMap<>();
        about.columns()
                .forEach(column -> schema.put(column.name(), column.type().word()));
        return new Source(about.id(), about.fingerprint(), about.rows(), schema);
    }

    /**
     * Reads a panel of a stored dataset unit by unit, in little memory; false, and nothing told, where rows are in the request,
     * outcome or cohort are no numbers, treatment is not 0 and 1, or there are more periods than {@code most}.
     */
    public boolean panel(TableData data, String pointer, PanelColumns columns, int most, UnitReader reader) {
        String dataset = data.dataset();
        return dataset != null && stored.panel(dataset, pointer + "/dataset", columns, most, reader);
    }

    /**
     * Makes a dataset of rows that work has found. That it is there is written by what is returned, in the transaction that
     * ends the work, and answered as an upload is.
     *
     * @param name what it is called; null for its id
     * @param description where it came from
     * @param notes what there is to know of how it came about
     */
    public Supplier<ResponseEntity<?>> make(
            @Nullable String name, String description, List<String> notes, RowLines rows, JobContext context) {
        return made.make(name, description, notes, rows, context);
    }

    /**
     * The rows of a stored dataset put together where they are alike, in little memory; null where rows are in the request, the
     * outcome is no number, no row is complete, or there are more cells than {@code most}.
     */
    public @Nullable StoredCells cells(TableData data, String pointer, CellColumns columns, int most) {
        String dataset = data.dataset();
        return dataset == null ? null : stored.cells(dataset, pointer + "/dataset", columns, most);
    }

    /**
     * Columns of a stored dataset that are read batch by batch; null where rows are in the request, a column of text has more words
     * than {@code mostLevels}, or no row is complete.
     */
    public @Nullable StoredBatches batches(TableData data, String pointer, Collection<String> columns, int mostLevels) {
        String dataset = data.dataset();
        return dataset == null ? null : stored.batches(dataset, pointer + "/dataset", columns, mostLevels);
    }

    /** The statement that does the same where the rows are. */
    public static String cellSql(CellColumns columns) {
        return StoredTables.cellSql(columns);
    }

    /** How many rows there are, known without reading them. */
    public long rows(TableData data) {
        String dataset = data.dataset();
        return dataset == null
                ? InlineTable.rows(data)
                : stored.about(dataset, "/data/dataset").rows();
    }

    /** How many bytes of memory the columns of a dataset take; 0 for rows that are in the request, and in memory. */
    public long bytes(TableData data, String pointer, @Nullable Collection<String> columns) {
        String dataset = data.dataset();
        return dataset == null ? 0 : stored.bytes(dataset, pointer + "/dataset", columns);
    }

    /**
     * Keeps a dataset from being deleted as long as something needs it; in the transaction that is open.
     *
     * @param by what needs it, such as {@code fit}
     * @param reference which one
     */
    public void use(String dataset, String by, String reference) {
        stored.use(dataset, by, reference);
    }

    /** Lets go of what {@link #use} kept. */
    public void release(String dataset, String by, String reference) {
        stored.release(dataset, by, reference);
    }

    private static void check(TableData data, String pointer) {
        int forms = (data.columns() == null ? 0 : 1) + (data.rows() == null ? 0 : 1) + (data.dataset() == null ? 0 : 1);
        if (forms != 1) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The table cannot be read.",
                    List.of(new FieldError(pointer, "must have exactly one of columns, rows and dataset")));
        }
    }

    private static Map<String, String> schema(Table table) {
        Map<String, String> schema = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            schema.put(
                    column.name(),
                    switch (column) {
                        case NumberColumn numbers -> numbers.isWhole() ? "integer" : "number";
                        case TextColumn words -> "text";
                        case TimeColumn times -> times.isLocal() ? "datetime" : "instant";
                    });
        }
        return schema;
    }

    /** The names wanted, or all; refuses those that are not there. */
    static Collection<String> chosen(Collection<String> names, @Nullable Set<String> wanted, String pointer) {
        if (wanted == null) {
            return names;
        }
        Set<String> known = new LinkedHashSet<>(names);
        List<FieldError> unknown = new ArrayList<>();
        for (String name : wanted) {
            if (!known.contains(name)) {
                String near = NearestName.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
                unknown.add(new FieldError(pointer, "has no column " + name + near));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "The table lacks a column that is needed.", unknown);
        }
        return wanted;
    }
}
