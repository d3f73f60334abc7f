package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Which rows are one cluster: a number from 0 to below {@link #count()} for each row, none of them without a row. */
public final class Clusters {

    private final String name;
    private final int[] codes;
    private final int count;

    private Clusters(String name, int[] codes, int count) {
        this.name = name;
        this.codes = codes;
        this.count = count;
    }

    /**
     * Clusters by any whole numbers, which are numbered anew in the order of their first row.
     *
     * @param name of the column, for what is refused
     */
    public static Clusters of(String name, int[] ids) {
        int low = Arrays.stream(ids).min().orElse(0);
        int high = Arrays.stream(ids).max().orElse(0);
        int[] codes = new int[ids.length];
        long range = (long) high - low + 1;
        if (range <= 4L * ids.length + 1024) {
            int[] numbers = new int[(int) range];
            int count = 0;
            for (int i = 0; i < ids.length; i++) {
                int at = ids[i] - low;
                if (numbers[at] == 0) {
                    numbers[at] = ++count;
                }
                codes[i] = numbers[at] - 1;
            }
            return new Clusters(name, codes, count);
        }
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            Integer known = numbers.putIfAbsent(ids[i], numbers.size());
            codes[i] = known == null ? numbers.size() - 1 : known;
        }
        return new Clusters(name, codes, numbers.size());
    }

    /** Periods by codes from 0: a code is one period after the code below it, and one that no row has is a gap. */
    public static Clusters ordered(String name, int[] codes) {
        return new Clusters(name, codes, Arrays.stream(codes).max().orElse(-1) + 1);
    }

    /** The clusters in which rows share both. */
    public Clusters and(Clusters other) {
        int[] codes2 = new int[codes.length];
        Map<Long, Integer> numbers = new HashMap<>();
        for (int i = 0; i < codes.length; i++) {
            Integer known = numbers.putIfAbsent((long) codes[i] * other.count + other.codes[i], numbers.size());
            codes2[i] = known == null ? numbers.size() - 1 : known;
        }
        return new Clusters(name + " and " + other.name, codes2, numbers.size());
    }

    /** Whether each of these lies in one of the other's. */
    public boolean within(Clusters other) {
        int[] container = new int[count];
        Arrays.fill(container, -1);
        for (int i = 0; i < codes.length; i++) {
            int known = container[codes[i]];
            if (known >= 0 && known != other.codes[i]) {
                return false;
            }
            container[codes[i]] = other.codes[i];
        }
        return true;
    }

    public String name() {
        return name;
    }

    public int count() {
        return count;
    }

    public int rows() {
        return codes.length;
    }

    /** By row; not to be written to. */
    public int[] codes() {
        return codes;
    }

    /** How many rows each has. */
    public int[] sizes() {
        int[] sizes = new int[count];
        for (int code : codes) {
            sizes[code]++;
        }
        return sizes;
    }

    void requireSeveral() {
        requireSeveral(count, name);
    }

    static void requireSeveral(int count, String name) {
        if (count < 2) {
            throw new InvalidInputException(
                    "cluster_cols",
                    "must tell two clusters at least, and " + name + " is one and the same in all rows");
        }
    }
}
