package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Moments;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns sums and cross products of named variables into moments of a metric's variables in the metric's order. */
final class MomentsReader {

    private final MetricKind kind;
    private final List<String> ofValue;
    private final List<String> ofRatio;

    MomentsReader(MetricKind kind, MetricVariables variables) {
        this.kind = kind;
        this.ofValue = variables.names(false);
        this.ofRatio = variables.names(true);
    }

    /**
     * What was read.
     *
     * @param sums of the value; null of a ratio
     */
    record Read(Moments moments, @Nullable ValueSums sums) {}

    /** Null where the moments are incomplete, do not go with the metric, or are such as no data can have. */
    @Nullable
    Read read(ArmDataRequest arm, Violations violations) {
        MomentsRequest given = Objects.requireNonNull(arm.moments());
        long n = Objects.requireNonNull(arm.n());
        if (!given.isComplete(violations, "/moments")) {
            return null;
        }
        boolean ratio = kind == MetricKind.RATIO
                || (kind == MetricKind.COUNT && !given.variables().contains(MetricVariables.VALUE));
        List<String> wanted = ratio ? ofRatio : ofValue;
        if (!hasVariables(given.variables(), wanted, violations)) {
            return null;
        }
        if (ratio && arm.sumCubes() != null) {
            violations.reject("/sum_cubes", "goes with moments that have a value");
            return null;
        }
        double[] totals = given.totals();
        double[][] products = given.products();
        try {
            Moments moments = moments((double) n, totals, products, given);
            int value = given.variables().indexOf(MetricVariables.VALUE);
            return new Read(
                    given.variables().equals(wanted) ? moments : moments.select(order(given.variables(), wanted)),
                    ratio ? null : new ValueSums(n, totals[value], products[value][value], arm.sumCubes()));
        } catch (InvalidInputException impossible) {
            boolean count = impossible.parameter().equals("n");
            throw count
                    ? impossible
                    : new InvalidInputException("moments/" + impossible.parameter(), impossible.detail());
        }
    }

    private static boolean hasVariables(List<String> names, List<String> wanted, Violations violations) {
        boolean fine = true;
        for (String name : wanted) {
            if (!names.contains(name)) {
                violations.reject("/moments/variables", "must contain \"%s\"".formatted(name));
                fine = false;
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (!wanted.contains(names.get(i))) {
                violations.reject(
                        "/moments/variables/" + i,
                        "is no variable of this metric, which has " + String.join(", ", wanted));
                fine = false;
            }
        }
        return fine;
    }

    private Moments moments(double n, double[] totals, double[][] products, MomentsRequest given) {
        if (given.indicators() == null && kind != MetricKind.PROPORTION) {
            return Moments.ofCrossProducts(n, totals, products);
        }
        boolean[] indicators = new boolean[totals.length];
        for (int i = 0; i < indicators.length; i++) {
            String name = given.variables().get(i);
            indicators[i] = (kind == MetricKind.PROPORTION && name.equals(MetricVariables.VALUE))
                    || (given.indicators() != null && given.indicators().contains(name));
            if (indicators[i] && totals[i] != Math.rint(totals[i])) {
                throw new InvalidInputException("sums/" + i, "must be a whole number: its values are all 0 or 1");
            }
        }
        return Moments.ofCrossProducts(n, totals, products, indicators);
    }

    private static int[] order(List<String> names, List<String> wanted) {
        return wanted.stream().mapToInt(names::indexOf).toArray();
    }
}
