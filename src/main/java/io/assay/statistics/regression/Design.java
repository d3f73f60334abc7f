package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a regression is of: an outcome on named columns, all of N finite numbers, each row with a weight above 0 or all
 * alike. The arrays are not copied and not written to.
 */
public final class Design {

    /** What the constant is called among the coefficients. */
    public static final String INTERCEPT = "Intercept";

    private final List<String> names;
    private final double[][] columns;
    private final double[] outcome;
    private final double @Nullable [] weights;
    private final boolean intercept;
    private final @Nullable FixedEffects absorbed;
    private final double @Nullable [] within;

    private Design(
            List<String> names,
            double[][] columns,
            double[] outcome,
            double @Nullable [] weights,
            boolean intercept,
            @Nullable FixedEffects absorbed,
            double @Nullable [] within) {
        this.names = List.copyOf(names);
        this.columns = columns;
        this.outcome = outcome;
        this.weights = weights;
        this.intercept = intercept;
        this.absorbed = absorbed;
        this.within = within;
        requireDistinct(this.names);
        if (names.size() != columns.length) {
            throw new IllegalArgumentException(names.size() + " names of " + columns.length + " columns");
        }
        for (double[] column : columns) {
            if (column.length != outcome.length) {
                throw new IllegalArgumentException(
                        "a column of " + column.length + " rows where the outcome has " + outcome.length);
            }
        }
        if (outcome.length == 0) {
            throw new InvalidInputException("data", "must have a row in which nothing is missing");
        }
    }

    /** What is made, a constant or a level's column, is told from what is given by its name alone. */
    static void requireDistinct(List<String> names) {
        Set<String> seen = new HashSet<>(Set.of(INTERCEPT));
        for (String name : names) {
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "data",
                        "must have another name for the column %s: one that is made, of the constant, a level or a product, is called so"
                                .formatted(name));
            }
        }
    }

    /** The outcome on a constant and these columns. */
    public static Design of(List<String> names, double[][] columns, double[] outcome) {
        return new Design(names, columns, outcome, null, true, null, null);
    }

    /** The same without the constant. */
    public Design withoutIntercept() {
        return new Design(names, columns, outcome, weights, false, absorbed, within);
    }

    /** The same, minimising the sum of w e². */
    public Design weighted(double[] rowWeights) {
        if (rowWeights.length != outcome.length) {
            throw new IllegalArgumentException(rowWeights.length + " weights of " + outcome.length + " rows");
        }
        for (double weight : rowWeights) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("weights_col", "must be above 0 and finite");
            }
        }
        return new Design(names, columns, outcome, rowWeights, intercept, absorbed, null);
    }

    /**
     * The same, each row standing for several that are alike in all columns: its outcome is their mean. Coefficients, hat
     * values and every kind of errors are then those of the rows themselves (Wong et al. 2021, arXiv 2102.11297).
     *
     * @param counts how many rows each stands for
     * @param squares Σ (y - mean)² among them; 0 where only clustered errors are wanted
     */
    public Design grouped(double[] counts, double[] squares) {
        Design weighted = weighted(counts);
        return new Design(names, columns, outcome, weighted.weights, intercept, absorbed, squares);
    }

    /** Σ (y - mean)² among the rows that one stands for; null where it stands for itself. */
    double @Nullable [] within() {
        return within;
    }

    /** How many rows were observed. */
    public double observations() {
        double sum = 0;
        double[] counts = weights;
        if (within == null || counts == null) {
            return outcome.length;
        }
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    /** What fixed effects leave of this, without a constant. */
    Design absorbed(double[][] left, double[] leftOutcome, FixedEffects effects) {
        return new Design(names, left, leftOutcome, weights, false, effects, within);
    }

    /** The fixed effects that were taken out of it; null where none were. */
    public @Nullable FixedEffects absorbed() {
        return absorbed;
    }

    /** Names of the coefficients in order, the constant's first where there is one. */
    public List<String> terms() {
        List<String> terms = new ArrayList<>();
        if (intercept) {
            terms.add(INTERCEPT);
        }
        terms.addAll(names);
        return terms;
    }

    /** Names of the columns. */
    public List<String> names() {
        return names;
    }

    public int rows() {
        return outcome.length;
    }

    public boolean hasIntercept() {
        return intercept;
    }

    double[] column(int index) {
        return columns[index];
    }

    int width() {
        return columns.length;
    }

    double[] outcome() {
        return outcome;
    }

    double @Nullable [] weights() {
        return weights;
    }
}
