package io.assay.benchmark;

import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.sampleratio.Look;
import java.util.List;
import java.util.stream.LongStream;

/** What is computed: the same numbers as in {@code src/test/python/peers.py}. */
final class Inputs {

    static final double ALPHA = 0.05;
    static final double POWER = 0.8;
    static final double CONTROL_RATE = 0.10;
    static final double TREATMENT_RATE = 0.105;

    private static final List<Double> EVEN = List.of(0.5, 0.5);

    private Inputs() {}

    static TwoByTwo table() {
        return new TwoByTwo(new Proportion(1_000, 10_000), new Proportion(1_100, 10_000));
    }

    static TwoByTwo smallTable() {
        return new TwoByTwo(new Proportion(10, 100), new Proportion(20, 100));
    }

    static Look look() {
        return new Look(List.of(50_123L, 49_877L), EVEN);
    }

    /** Fewer than 1,000 units, so that the exact test decides. */
    static Look smallLook() {
        return new Look(List.of(263L, 237L), EVEN);
    }

    /** A look each day, for four weeks. */
    static List<Look> fourWeeks() {
        return LongStream.range(0, 28)
                .mapToObj(day -> new Look(List.of(1_000 + day * 37 % 50, 1_000 + day * 53 % 50), EVEN))
                .toList();
    }
}
