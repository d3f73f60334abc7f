package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A design whose columns have mean 0 and root mean square 1, as far as rounding allows: the offset and the unit of a
 * column then cost no digits. A design without a constant is scaled alone, for shifting would change it. Rows are
 * multiplied by the root of their weights.
 *
 * <p>A row is not kept in this form; it is made for {@link Kernel#BLOCK} rows at a time.
 */
final class Standardised {

    private static final int SAMPLE = 1024;

    private final Design design;
    private final double[] centre;
    private final double[] scale;
    private final double outcomeCentre;

    private Standardised(Design design, double[] centre, double[] scale, double outcomeCentre) {
        this.design = design;
        this.centre = centre;
        this.scale = scale;
        this.outcomeCentre = outcomeCentre;
    }

    static Standardised of(Design design) {
        int width = design.width();
        double[] centre = new double[width];
        double[] scale = new double[width];
        for (int k = 0; k < width; k++) {
            double[] shape = shape(design.column(k), design.weights(), design.hasIntercept());
            requireFinite(shape, design.names().get(k));
            centre[k] = shape[0];
            scale[k] = shape[1];
        }
        double[] shape = shape(design.outcome(), design.weights(), design.hasIntercept());
        requireFinite(shape, "the outcome");
        return new Standardised(design, centre, scale, shape[0]);
    }

    /**
     * Nearly so: centres and units are those of some rows spread over all, which is as good where the columns' products are
     * taken about them, and saves reading all rows twice. A column that does not vary among them keeps its unit.
     */
    static Standardised near(Design design) {
        int width = design.width();
        double[] centre = new double[width];
        double[] scale = new double[width];
        for (int k = 0; k < width; k++) {
            double[] shape = shape(sample(design.column(k)), null, design.hasIntercept());
            centre[k] = shape[0];
            scale[k] = shape[1] > 0 ? shape[1] : 1;
        }
        return new Standardised(design, centre, scale, shape(sample(design.outcome()), null, design.hasIntercept())[0]);
    }

    private static double[] sample(double[] column) {
        double[] sample = new double[SAMPLE];
        for (int i = 0; i < SAMPLE; i++) {
            sample[i] = column[(int) ((long) i * column.length / SAMPLE)];
        }
        return sample;
    }

    private static void requireFinite(double[] shape, String name) {
        if (!Double.isFinite(shape[1])) {
            throw new InvalidInputException(
                    "data", "must be finite numbers whose squares are, and " + name + " is not");
        }
    }

    /** Mean and root mean square about it. Sums are about the first value: a constant has none. */
    private static double[] shape(double[] column, double @Nullable [] weights, boolean centred) {
        int rows = column.length;
        double shift = centred ? column[0] : 0;
        double[] sums = Kernel.sum(rows, (from, to) -> {
            double sum = 0;
            double weight = 0;
            for (int i = from; i < to; i++) {
                double w = weights == null ? 1 : weights[i];
                sum += w * (column[i] - shift);
                weight += w;
            }
            return new double[] {sum, weight};
        });
        double mean = centred ? shift + sums[0] / sums[1] : 0;
        double squares = Kernel.sum(rows, (from, to) -> {
            double sum = 0;
            for (int i = from; i < to; i++) {
                double off = column[i] - mean;
                sum += (weights == null ? 1 : weights[i]) * off * off;
            }
            return new double[] {sum};
        })[0];
        return new double[] {mean, Math.sqrt(squares / sums[1])};
    }

    /** How many columns there are, the constant among them. */
    int width() {
        return design.width() + (design.hasIntercept() ? 1 : 0);
    }

    Design design() {
        return design;
    }

    double outcomeCentre() {
        return outcomeCentre;
    }

    double centre(int term) {
        return isConstant(term) ? 0 : centre[column(term)];
    }

    double scale(int term) {
        return isConstant(term) ? 1 : scale[column(term)];
    }

    private boolean isConstant(int term) {
        return design.hasIntercept() && term == 0;
    }

    private int column(int term) {
        return design.hasIntercept() ? term - 1 : term;
    }

    /** Fills the buffer with rows {@code from} to {@code to} of one term; a column that does not vary is 0. */
    void load(int term, int from, int to, double[] buffer) {
        double @Nullable [] weights = design.weights();
        if (isConstant(term)) {
            for (int i = from; i < to; i++) {
                buffer[i - from] = weights == null ? 1 : Math.sqrt(weights[i]);
            }
            return;
        }
        double[] values = design.column(column(term));
        double shift = centre[column(term)];
        double spread = scale[column(term)];
        double factor = spread > 0 ? 1 / spread : 0;
        for (int i = from; i < to; i++) {
            buffer[i - from] = (values[i] - shift) * factor;
        }
        weigh(weights, from, to, buffer);
    }

    /** The same of the outcome, which is shifted and not scaled. */
    void loadOutcome(int from, int to, double[] buffer) {
        double[] values = design.outcome();
        for (int i = from; i < to; i++) {
            buffer[i - from] = values[i] - outcomeCentre;
        }
        weigh(design.weights(), from, to, buffer);
    }

    private static void weigh(double @Nullable [] weights, int from, int to, double[] buffer) {
        if (weights != null) {
            for (int i = from; i < to; i++) {
                buffer[i - from] *= Math.sqrt(weights[i]);
            }
        }
    }
}
