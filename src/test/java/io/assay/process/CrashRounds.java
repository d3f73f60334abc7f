package io.assay.process;

import java.util.stream.IntStream;

/** How often the tests kill, one time after the other on the same data; {@code -Dassay.crash.rounds} says more. */
public final class CrashRounds {

    public static final int COUNT = Integer.getInteger("assay.crash.rounds", 2);

    private CrashRounds() {}

    /** From 1, for a parameterized test. */
    public static IntStream numbers() {
        return IntStream.rangeClosed(1, COUNT);
    }
}
