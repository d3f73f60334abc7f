package io.assay.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How XGBoost is told of columns of one-hot encoded categories, of which one in a row is 1: of each category as one column
 * of codes, of which it splits off one at a time; or, where a row has no category or trees see a part of the columns
 * alone, only of the cells that are 1, the others being what it calls missing. Either way it finds the same splits in a
 * fraction of the cells. {@link XgboostTrees} writes them for numbers that are there.
 */
final class XgboostDummies {

    /** A cell with its place takes about twice the time of one in a table without gaps. */
    private static final int GAIN = 2;

    private final List<Item> items;
    private final boolean[] isDummy;
    private final boolean isCoded;

    private XgboostDummies(List<Item> items, boolean[] isDummy, boolean isCoded) {
        this.items = items;
        this.isDummy = isDummy;
        this.isCoded = isCoded;
    }

    /** A column of numbers, or the columns of a category. */
    static final class Item {

        private final int[] places;
        private final int @Nullable [] codes;

        private Item(int[] places, int @Nullable [] codes) {
            this.places = places;
            this.codes = codes;
        }

        /** Where its columns begin. */
        int first() {
            return places[0];
        }

        /** Of each row the number of the column that is 1; null for numbers. */
        int @Nullable [] codes() {
            return codes;
        }

        /** The place of the column in which a row has its 1, or its number; -1 for none. */
        int place(int row) {
            return codes == null ? places[0] : codes[row] == OneHotBlocks.NONE ? -1 : places[codes[row]];
        }
    }

    /**
     * Those of a training set; none where they would gain nothing.
     *
     * @param constrained names of columns that may only raise or lower: neither a code nor what is missing has a place in
     *     their order
     * @param isSampled whether trees see a part of the columns
     */
    static XgboostDummies of(TrainingSet data, Collection<String> constrained, boolean isSampled) {
        OneHotBlocks blocks = OneHotBlocks.of(data);
        boolean[] isDummy = new boolean[data.names().size()];
        List<Item> items = new ArrayList<>();
        boolean isCoded = !isSampled;
        for (int block = 0; block < blocks.size(); block++) {
            int[] places = blocks.places(block);
            boolean isRow = IntStream.range(1, places.length).allMatch(i -> places[i] == places[i - 1] + 1);
            if (isRow && Arrays.stream(places).mapToObj(data.names()::get).noneMatch(constrained::contains)) {
                int[] codes = blocks.codes(block);
                Arrays.stream(places).forEach(place -> isDummy[place] = true);
                items.add(new Item(places, codes));
                isCoded &= Arrays.stream(codes).noneMatch(code -> code == OneHotBlocks.NONE);
            }
        }
        for (int place = 0; place < isDummy.length; place++) {
            if (!isDummy[place]) {
                items.add(new Item(new int[] {place}, null));
            }
        }
        if (items.size() * GAIN >= isDummy.length) {
            return new XgboostDummies(List.of(), new boolean[isDummy.length], false);
        }
        items.sort(Comparator.comparingInt(Item::first));
        return new XgboostDummies(List.copyOf(items), isDummy, isCoded);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Whether categories are columns of codes. */
    boolean isCoded() {
        return isCoded;
    }

    /** In the order of their columns. */
    List<Item> items() {
        return items;
    }

    /** Whether the 0 of a feature was missing for XGBoost. */
    boolean isGap(int feature) {
        return !isCoded && isDummy[feature];
    }

    /** Which feature a column is that XGBoost was told of. */
    int feature(int column) {
        return isCoded ? items.get(column).first() : column;
    }

    /** Which feature a code of such a column is. */
    int feature(int column, int code) {
        return items.get(column).places[code];
    }

    /** What holds for features, for the columns that XGBoost is told of; none holds for a category. */
    List<Integer> ofColumns(List<Integer> ofFeatures) {
        return isCoded
                ? items.stream().map(item -> ofFeatures.get(item.first())).toList()
                : ofFeatures;
    }
}
