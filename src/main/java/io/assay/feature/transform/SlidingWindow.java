package io.assay.feature.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * The aggregate of a window whose ends only move on, in constant time for each step on average.
 *
 * <p>A queue of two stacks: the newer values are one running aggregate; of the older ones each has the aggregate of itself
 * and all newer among them. When the older ones are used up the newer ones become them. So values leave without any being
 * subtracted.
 */
final class SlidingWindow {

    private final double[] values;

    /** {@code older.get(i)}: the aggregate of the places from {@code turn - 1 - i} to before {@code turn}. */
    private final List<Aggregate> older = new ArrayList<>();

    private final Aggregate newer = new Aggregate();
    private final Aggregate joined = new Aggregate();

    private int turn;
    private int end;

    /** @param values in the order in which they enter */
    SlidingWindow(double[] values) {
        this.values = values;
        newer.clear();
    }

    /**
     * What the places from {@code begin} to before {@code until} hold. Neither may be less than the time before, and the
     * answer holds until the next call.
     */
    Aggregate over(int begin, int until) {
        if (begin >= end) {
            turn = begin;
            end = begin;
            newer.clear();
        } else if (begin > turn) {
            turnOver(begin);
        }
        for (; end < until; end++) {
            newer.add(values[end]);
        }
        joined.clear();
        if (begin < turn) {
            joined.add(older.get(turn - 1 - begin));
        }
        joined.add(newer);
        return joined;
    }

    private void turnOver(int begin) {
        for (int at = end - 1; at >= begin; at--) {
            int depth = end - 1 - at;
            if (depth == older.size()) {
                older.add(new Aggregate());
            }
            Aggregate aggregate = older.get(depth);
            aggregate.clear();
            aggregate.add(values[at]);
            if (depth > 0) {
                aggregate.add(older.get(depth - 1));
            }
        }
        turn = end;
        newer.clear();
    }
}
