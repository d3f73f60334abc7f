package io.assay.platform.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name a mistyped one was probably meant to be. */
public final class NearestName {

    private NearestName() {}

    /** Nobody mistypes longer ones, and to compare them takes long. */
    private static final int LONGEST = 200;

    /**
     * The known name fewest edits away, if a third of the letters or two have to change, and not all of them; none where the
     * name has more than 200 characters.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> isOfLikeLength(name, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(name, nearest) <= Math.max(2, nearest.length() / 3))
                .filter(nearest -> distance(name, nearest) < Math.max(name.length(), nearest.length()));
    }

    /** Whether so few edits can make one of the other at all. */
    private static boolean isOfLikeLength(String name, String candidate) {
        return Math.abs(name.length() - candidate.length()) <= Math.max(2, candidate.length() / 3);
    }

    /** Levenshtein distance: insertions, deletions and substitutions of single characters. */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substitution = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(substitution, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
