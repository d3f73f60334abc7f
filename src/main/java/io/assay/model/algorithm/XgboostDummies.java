package io.assay.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which columns XGBoost is told of only where they are 1: those of one-hot encoded categories, whose 0 is then what it calls
 * missing. It finds the same splits in a fraction of the cells, for a split of such a column parts the rows that have
 * the category from all others, wherever the others are sent. {@link XgboostTrees} writes these splits for numbers that are there.
 */
final class XgboostDummies {

    /** A cell with its place takes about twice the time of one in a table without gaps. */
    private static final int GAIN = 2;

    private final List<Item> items;
    private final boolean[] isDummy;

    private XgboostDummies(List<Item> items, boolean[] isDummy) {
        this.items = items;
        this.isDummy = isDummy;
    }

    /** One column, or a block of which a row has one at most; tells the column of a row, or none. */
    private record Item(int first, RowColumn column) {}

    /** The place of the column in which a row has a number; -1 for none. */
    @FunctionalInterface
    interface RowColumn {
        int of(int row);
    }

    /**
     * Those of a training set; none where they would gain nothing.
     *
     * @param constrained names of columns that may only raise or lower: what is missing has no place in their order
     */
    static XgboostDummies of(TrainingSet data, Collection<String> constrained) {
        OneHotBlocks blocks = OneHotBlocks.of(data);
        boolean[] isDummy = new boolean[data.names().size()];
        List<Item> items = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            int[] places = blocks.places(block);
            boolean isRow = IntStream.range(1, places.length).allMatch(i -> places[i] == places[i - 1] + 1);
            if (isRow && Arrays.stream(places).mapToObj(data.names()::get).noneMatch(constrained::contains)) {
                int[] codes = blocks.codes(block);
                Arrays.stream(places).forEach(place -> isDummy[place] = true);
                items.add(new Item(places[0], row -> codes[row] == OneHotBlocks.NONE ? -1 : places[codes[row]]));
            }
        }
        for (int place = 0; place < isDummy.length; place++) {
            if (!isDummy[place]) {
                int same = place;
                double[] column = data.columns()[place];
                items.add(new Item(place, row -> Double.isNaN(column[row]) ? -1 : same));
            }
        }
        return items.size() * GAIN < isDummy.length
                ? new XgboostDummies(
                        items.stream()
                                .sorted(Comparator.comparingInt(Item::first))
                                .toList(),
                        isDummy)
                : new XgboostDummies(List.of(), new boolean[isDummy.length]);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** In the order of their columns. */
    List<RowColumn> columns() {
        return items.stream().map(Item::column).toList();
    }

    /** Whether the 0 of a feature was missing for XGBoost. */
    boolean isDummy(int feature) {
        return isDummy[feature];
    }
}
