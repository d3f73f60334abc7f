package io.assay.statistics.sampleratio;

import io.assay.statistics.InvalidInputException;
import java.util.List;

/**
 * Units that arrived between two looks, with the weights under which they were assigned.
 *
 * @param observed units per arm, at least 0, at most 1e15
 * @param weights planned share per arm in the same order, at least 0; scaled here so that they add up to 1
 */
public record Look(List<Long> observed, List<Double> weights) {

    /** The smallest planned share other than 0; below it a rate is no longer told from its rounding. */
    public static final double SMALLEST_SHARE = 1e-15;

    private static final double SAME_SHARE = 1e-12;

    private static final long LARGEST_COUNT = 1_000_000_000_000_000L;

    public Look {
        if (observed.size() < 2) {
            throw new InvalidInputException("observed", "needs the counts of at least two arms");
        }
        if (observed.size() != weights.size()) {
            throw new InvalidInputException(
                    "weights",
                    "needs one weight per arm: there are %d counts and %d weights"
                            .formatted(observed.size(), weights.size()));
        }
        if (observed.stream().anyMatch(count -> count < 0 || count > LARGEST_COUNT)) {
            throw new InvalidInputException("observed", "counts lie between 0 and " + LARGEST_COUNT);
        }
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        if (!(sum > 0 && sum <= Double.MAX_VALUE)
                || weights.stream().anyMatch(weight -> weight != 0 && !(weight >= SMALLEST_SHARE * sum))) {
            throw new InvalidInputException(
                    "weights", "must each be 0, or at least " + SMALLEST_SHARE + " of their sum");
        }
        observed = List.copyOf(observed);
        weights = weights.stream().map(weight -> weight / sum).toList();
    }

    /** Number of arms. */
    int arms() {
        return observed.size();
    }

    /** Units in all arms. */
    long total() {
        return observed.stream().mapToLong(Long::longValue).sum();
    }

    long count(int arm) {
        return observed.get(arm);
    }

    double weight(int arm) {
        return weights.get(arm);
    }

    /** Whether both looks were planned alike; 3:4 and 0.3:0.4 are the same plan, however their shares round. */
    boolean hasWeightsOf(Look other) {
        for (int arm = 0; arm < arms(); arm++) {
            if (Math.abs(weight(arm) - other.weight(arm)) > SAME_SHARE * weight(arm)) {
                return false;
            }
        }
        return true;
    }

    /** Whether units came in an arm that was to get none: no probability model can explain that. */
    boolean isImpossible() {
        for (int arm = 0; arm < arms(); arm++) {
            if (weight(arm) == 0 && count(arm) > 0) {
                return true;
            }
        }
        return false;
    }
}
