package io.assay.model.serving;

import io.assay.feature.pipeline.ColumnType;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a request's rows are read for: those of the version that answers, which must be there, and after them
 * what a version needs besides that is asked along with it.
 */
final class Inputs {

    private final List<InputColumn> columns;
    private final int required;
    private final Map<String, Integer> places = new HashMap<>();
    private final Predicate<String> known;

    private Inputs(List<InputColumn> columns, int required, Predicate<String> known) {
        this.columns = List.copyOf(columns);
        this.required = required;
        this.known = known;
        for (InputColumn column : columns) {
            places.put(column.name(), places.size());
        }
    }

    /** @param beside a version that scores the same rows; null for none */
    static Inputs of(Loaded model, @Nullable Loaded beside) {
        List<InputColumn> columns = new ArrayList<>(model.inputs());
        if (beside != null) {
            List<String> names = model.inputNames();
            beside.inputs().stream()
                    .filter(input -> !names.contains(input.name()))
                    .forEach(columns::add);
        }
        return new Inputs(columns, model.inputs().size(), model::knows);
    }

    int size() {
        return columns.size();
    }

    /** How many must be there; they are the first. */
    int required() {
        return required;
    }

    String name(int place) {
        return columns.get(place).name();
    }

    ColumnType type(int place) {
        return columns.get(place).type();
    }

    List<String> requiredNames() {
        return columns.subList(0, required).stream().map(InputColumn::name).toList();
    }

    /**
     * The place of a column, -1 for one that is not read.
     *
     * @param guess where it is likely to be
     */
    int place(String name, int guess) {
        if (guess < columns.size() && columns.get(guess).name().equals(name)) {
            return guess;
        }
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    /** Whether the training table had the column, so that it is no mistake, be it read or not. */
    boolean isKnown(String name) {
        return known.test(name);
    }
}
