package io.assay.feature.pipeline;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.feature.transform.Context;
import io.assay.feature.transform.Elementwise;
import io.assay.feature.transform.Fitted;
import io.assay.feature.transform.Numeric;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What was learned for one feature.
 *
 * @param columns of which it is made, in the order that the steps know them
 * @param steps what each step learned
 * @param outputs the names of the features it becomes
 * @param report what the training rows were like
 */
@Schema(name = "FittedFeature")
public record FittedFeature(
        String name, List<String> columns, List<Fitted> steps, List<String> outputs, FeatureReport report) {

    /** So many values of a chain of elementwise steps stay in the processor's first cache. */
    private static final int BLOCK = 2048;

    /** Writes the features of the rows to their places among all. */
    void apply(List<Column> in, Context context, double[][] features, int place) {
        if (isChain(in)) {
            features[place] = chained(in.getFirst());
            return;
        }
        Table made = new Table(in.getFirst().size(), in);
        int last = steps.size() - 1;
        for (int step = 0; step < last; step++) {
            made = steps.get(step).apply(made, context);
        }
        write(last < 0 ? Numeric.finite(made) : steps.get(last).numbers(made, context), features, place);
    }

    /** Whether {@link #flag} marks anything, ever. */
    boolean flags() {
        return steps.stream().anyMatch(Fitted::flags);
    }

    /** Marks what steps fill in and what they never learned. */
    void flag(List<Column> in, Context context, byte[] flags) {
        int last = steps.size() - 1;
        while (last >= 0 && !steps.get(last).flags()) {
            last--;
        }
        Table made = new Table(in.getFirst().size(), in);
        for (int step = 0; step <= last; step++) {
            steps.get(step).flag(made, flags);
            if (step < last) {
                made = steps.get(step).apply(made, context);
            }
        }
    }

    /** Writes what the last step made. */
    void write(double[][] made, double[][] features, int place) {
        if (made.length != outputs.size()) {
            throw new IllegalStateException(name + " made " + made.length + " columns of " + outputs.size());
        }
        System.arraycopy(made, 0, features, place, made.length);
    }

    /** Whether one number becomes one number, so that {@link #chained} does. */
    boolean isChain(List<Column> in) {
        return in.size() == 1 && in.getFirst() instanceof NumberColumn && isElementwise();
    }

    private boolean isElementwise() {
        for (Fitted step : steps) {
            if (!(step instanceof Elementwise elementwise && elementwise.isElementwise())) {
                return false;
            }
        }
        return true;
    }

    /** All steps, block after block: what one after the other makes, without a column for each of them. */
    double[] chained(Column in) {
        double[] values = Numeric.of(in).clone();
        for (int from = 0; from < values.length; from += BLOCK) {
            int to = Math.min(values.length, from + BLOCK);
            for (Fitted step : steps) {
                ((Elementwise) step).map(values, from, to);
            }
            Numeric.requireFinite(values, from, to);
        }
        return values;
    }
}
