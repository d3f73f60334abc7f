package io.assay.model.algorithm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one-hot encoded categories of a training set, of each row the number of the column that is 1: what is as good as
 * whole blocks of columns, and much smaller.
 */
final class OneHotBlocks {

    /** The code of a row in which no column of the block is 1: its category was unknown. */
    static final int NONE = -1;

    private final List<int[]> places;
    private final List<int[]> codes;

    private OneHotBlocks(List<int[]> places, List<int[]> codes) {
        this.places = places;
        this.codes = codes;
    }

    /** Those blocks in which every column holds 0 and 1 alone, and a row one 1 at most. */
    static OneHotBlocks of(TrainingSet data) {
        List<int[]> places = new ArrayList<>();
        List<int[]> codes = new ArrayList<>();
        for (int[] block : data.categories()) {
            int[] found = codes(data, block);
            if (found != null) {
                places.add(block);
                codes.add(found);
            }
        }
        return new OneHotBlocks(places, codes);
    }

    private static int @Nullable [] codes(TrainingSet data, int[] block) {
        int[] codes = new int[data.rows()];
        Arrays.fill(codes, NONE);
        for (int code = 0; code < block.length; code++) {
            double[] column = data.columns()[block[code]];
            for (int row = 0; row < codes.length; row++) {
                if (column[row] == 1 && codes[row] == NONE) {
                    codes[row] = code;
                } else if (column[row] != 0) {
                    return null;
                }
            }
        }
        return codes;
    }

    int size() {
        return places.size();
    }

    /** The columns of a block. */
    int[] places(int block) {
        return places.get(block);
    }

    /** Of each row the number of its column in a block, or {@link #NONE}. */
    int[] codes(int block) {
        return codes.get(block);
    }

    /** The columns that are in none of the blocks. */
    int[] others(int features) {
        boolean[] covered = new boolean[features];
        places.forEach(block -> Arrays.stream(block).forEach(place -> covered[place] = true));
        return IntStream.range(0, features).filter(place -> !covered[place]).toArray();
    }
}
