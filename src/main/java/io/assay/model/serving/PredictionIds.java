package io.assay.model.serving;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for rows that their caller gave none: the milliseconds since 1970 and fifty random bits in Crockford's base 32, so
 * that they sort by time, and for one of several rows its number. Made without a lock and without a clash, but for one
 * chance in 10^15 for each two requests of a millisecond.
 */
public final class PredictionIds {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private static final int TIME = 10;

    private static final int CHANCE = 10;

    private PredictionIds() {}

    /** One for each of so many rows. */
    public static String[] of(int rows) {
        String first = next();
        String[] ids = new String[rows];
        if (rows == 1) {
            ids[0] = first;
            return ids;
        }
        for (int row = 0; row < rows; row++) {
            ids[row] = first + "-" + row;
        }
        return ids;
    }

    static String next() {
        char[] id = new char[TIME + CHANCE];
        put(System.currentTimeMillis(), id, 0, TIME);
        put(ThreadLocalRandom.current().nextLong(), id, TIME, CHANCE);
        return new String(id);
    }

    private static void put(long bits, char[] id, int from, int digits) {
        long left = bits;
        for (int i = from + digits - 1; i >= from; i--) {
            id[i] = DIGITS[(int) (left & 31)];
            left >>>= 5;
        }
    }
}
