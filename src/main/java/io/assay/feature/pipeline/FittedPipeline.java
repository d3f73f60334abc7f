package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.feature.transform.Context;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes features of rows by what was learned: of a million in training and of one in serving, by the same code and with
 * the same bits. Immutable; as many threads as like may call it at once.
 */
public final class FittedPipeline {

    /** Where rows are in a request, unless it is said. */
    static final String ROWS = "/data";

    /** Below so many values asking another thread for help costs more than it brings. */
    private static final long SMALL = 20_000;

    private final FittedDocument document;
    private final Workers workers;
    private final List<String> names;

    /** For each feature the places of its columns among the inputs, and of its first output. */
    private final int[][] columns;

    private final int[] places;

    /** The features by name, and which of them mark rows, ever: asked for with each row that is served. */
    private final List<String> featureNames;

    private final boolean[] flagging;

    FittedPipeline(FittedDocument document, Workers workers) {
        this.document = document;
        this.workers = workers;
        this.names = document.outputs();
        Map<String, Integer> inputs = new HashMap<>();
        for (InputColumn input : document.inputs()) {
            inputs.put(input.name(), inputs.size());
        }
        int count = document.features().size();
        this.columns = new int[count][];
        this.places = new int[count];
        this.featureNames =
                document.features().stream().map(FittedFeature::name).toList();
        this.flagging = new boolean[count];
        int place = 0;
        for (int i = 0; i < count; i++) {
            FittedFeature feature = document.features().get(i);
            columns[i] = feature.columns().stream().mapToInt(inputs::get).toArray();
            places[i] = place;
            flagging[i] = feature.flags();
            place += feature.outputs().size();
        }
    }

    public FittedDocument document() {
        return document;
    }

    /** The names of the features, in their order. */
    public List<String> names() {
        return names;
    }

    /** For each feature the column of the table that it is made of, or the columns, in the order of {@link #names}. */
    public List<List<String>> sources() {
        return document.features().stream()
                .flatMap(feature -> Collections.nCopies(feature.outputs().size(), feature.columns()).stream())
                .toList();
    }

    /** For each one-hot encoded category the places of its features: at most one is 1 in a row and all others 0. */
    public List<int[]> categories() {
        List<int[]> categories = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            FittedFeature feature = document.features().get(i);
            if (feature.columns().size() == 1
                    && !feature.steps().isEmpty()
                    && feature.steps().getLast().isOneHot()) {
                int first = places[i];
                categories.add(
                        IntStream.range(first, first + feature.outputs().size()).toArray());
            }
        }
        return categories;
    }

    /** What the features of so many rows take in memory. */
    public long bytes(long rows) {
        return Math.multiplyExact(Math.multiplyExact(rows, (long) names.size()), Double.BYTES);
    }

    /**
     * Makes the features.
     *
     * @param raw has the columns that were read in training, and perhaps others
     * @throws ProblemException with status 422 when one of them is not there or holds something else than in training
     */
    public Features apply(Table raw) {
        Column[] inputs = inputs(raw, ROWS);
        Rows rows = rows(raw, inputs);
        double[][] features = new double[names.size()][];
        int count = columns.length;
        if ((long) raw.rows() * names.size() < SMALL) {
            for (int i = 0; i < count; i++) {
                apply(i, inputs, rows, features);
            }
        } else {
            workers.all(count, i -> apply(i, inputs, rows, features));
        }
        return new Features(raw.rows(), names, features);
    }

    /**
     * What had to be filled in, and what was never seen in training.
     *
     * @throws ProblemException as {@link #apply} does
     */
    public RowFlags flags(Table raw) {
        Column[] inputs = inputs(raw, ROWS);
        Rows rows = rows(raw, inputs);
        byte[][] flags = new byte[columns.length][];
        byte[] none = new byte[0];
        List<FittedFeature> features = document.features();
        for (int i = 0; i < columns.length; i++) {
            flags[i] = none;
            if (flagging[i]) {
                flags[i] = new byte[raw.rows()];
                features.get(i).flag(chosen(inputs, columns[i]), rows, flags[i]);
            }
        }
        return new RowFlags(featureNames, flags);
    }

    /**
     * Those of these rows that it was fitted on.
     *
     * @param keys that were kept at the fit
     * @throws ProblemException with status 422 when a column that tells rows apart is not there
     */
    public int[] trainedOn(Table raw, RowKeys keys) {
        List<String> columns = document.keyColumns();
        Set<String> times = new HashSet<>(document.pipeline().timeColumns());
        document.inputs().stream()
                .filter(input -> input.type() == ColumnType.TIME)
                .forEach(input -> times.add(input.name()));
        List<Column> known = columns.stream()
                .map(name -> Inputs.column(raw, name, "column"))
                .map(column -> column instanceof TextColumn && times.contains(column.name())
                        ? ColumnType.TIME.take(column, ROWS)
                        : column)
                .toList();
        return keys.among(new Table(raw.rows(), known), columns);
    }

    /**
     * Makes the features of the parity rows again.
     *
     * @throws IllegalStateException when one of them is not what it was at the fit
     */
    public void verify() {
        ParityRows parity = document.parity();
        if (parity != null) {
            int different = parity.firstDifference(apply(parity.table()));
            if (different >= 0) {
                throw new IllegalStateException("the parity rows give another " + names.get(different)
                        + " than at the fit: this is not the code, or not the document, of that time");
            }
        }
    }

    /** Times that came as text are times among the inputs. */
    private Rows rows(Table raw, Column[] inputs) {
        Table read = document.pipeline().time() == null ? raw : new Table(raw.rows(), List.of(inputs));
        return new Rows(document.pipeline(), read);
    }

    /**
     * The columns that are read, of the types that they had in training.
     *
     * @param pointer to the rows in the request
     * @throws ProblemException as {@link #apply} does
     */
    public Table typed(Table raw, String pointer) {
        List<Column> inputs = List.of(inputs(raw, pointer));
        return inputs.equals(raw.columns()) ? raw : new Table(raw.rows(), inputs);
    }

    private Column[] inputs(Table raw, String pointer) {
        List<InputColumn> wanted = document.inputs();
        List<Column> given = raw.columns();
        Column[] inputs = new Column[wanted.size()];
        for (int i = 0; i < inputs.length; i++) {
            InputColumn input = wanted.get(i);
            // Those who serve hand over just these columns in just this order.
            Column column = i < given.size() && given.get(i).name().equals(input.name())
                    ? given.get(i)
                    : Inputs.column(raw, input.name(), "column");
            inputs[i] = input.type().take(column, pointer);
        }
        return inputs;
    }

    private void apply(int i, Column[] inputs, Context context, double[][] features) {
        FittedFeature feature = document.features().get(i);
        try {
            feature.apply(chosen(inputs, columns[i]), context, features, places[i]);
        } catch (ProblemException refusal) {
            throw new ProblemException(
                    refusal.type(), "Feature " + feature.name() + ": " + refusal.detail() + ".", refusal.errors());
        }
    }

    private static List<Column> chosen(Column[] inputs, int[] chosen) {
        return chosen.length == 1
                ? List.of(inputs[chosen[0]])
                : Arrays.stream(chosen).mapToObj(input -> inputs[input]).toList();
    }
}
