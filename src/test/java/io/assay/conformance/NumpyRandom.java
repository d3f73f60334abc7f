package io.assay.conformance;

import java.util.stream.IntStream;
import org.hipparchus.random.MersenneTwister;

/** {@code numpy.random.RandomState(seed)}, as far as cases draw their data with it. */
final class NumpyRandom {

    private final MersenneTwister generator;

    NumpyRandom(int seed) {
        generator = new MersenneTwister(seed);
    }

    /** {@code randint(0, bound, size)}: 32 bits cut to as many as the largest needs, drawn again while too large. */
    IntStream integers(int bound, int size) {
        int most = bound - 1;
        int mask = most == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(most);
        return IntStream.generate(() -> generator.nextInt() & mask)
                .filter(drawn -> drawn <= most)
                .limit(size);
    }
}
