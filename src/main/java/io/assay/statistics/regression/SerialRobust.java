package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Covariance.Basis;
import io.assay.statistics.regression.Covariance.Distribution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors that hang together over time, with Bartlett's weights 1 - l/(L + 1) for lags l = 0 to L: within each unit (Newey
 * and West 1987), or of the sums over units of a period (Driscoll and Kraay 1998).
 *
 * <p>Factors: T/(T - 1) · (N - 1)/(N - K) with t(T - 1), K counting all fixed effects ({@link Preset#REFERENCE}, {@link
 * Preset#FIXEST}); N/(N - K) with t(N - K) ({@link Preset#STATA}); none, and normal ({@link Preset#STATSMODELS}).
 */
public final class SerialRobust implements CovarianceEstimator {

    /** Numbers that are held whatever the rows, and slots for each row beyond them. */
    private static final int MOST_SLOTS = 10_000_000;

    private static final int MOST_EMPTY = 20;

    private final @Nullable Clusters units;
    private final Clusters periods;
    private final int lags;
    private final Preset preset;
    private final boolean summed;

    private SerialRobust(@Nullable Clusters units, Clusters periods, int lags, Preset preset, boolean summed) {
        this.units = units;
        this.periods = periods;
        this.lags = lags;
        this.preset = preset;
        this.summed = summed;
    }

    /**
     * Newey and West's.
     *
     * @param units null for one series
     * @param periods in order: a code is one period later than the code below it; those that no row has are gaps
     * @param lags 0 or more
     */
    public static SerialRobust neweyWest(@Nullable Clusters units, Clusters periods, int lags, Preset preset) {
        return new SerialRobust(units, periods, lags, preset, false);
    }

    /** Driscoll and Kraay's. */
    public static SerialRobust driscollKraay(Clusters periods, int lags, Preset preset) {
        return new SerialRobust(null, periods, lags, preset, true);
    }

    @Override
    public Covariance of(LeastSquares fit) {
        int rank = fit.rank();
        int count = periods.count();
        if (count < 2) {
            throw new InvalidInputException("time_col", "must tell two periods at least");
        }
        int seen = (int) Arrays.stream(periods.sizes()).filter(size -> size > 0).count();
        if (lags >= seen) {
            throw new InvalidInputException(
                    "lags",
                    "must be fewer than the %d periods: with more the sum comes near to that of all residuals, which is 0"
                            .formatted(seen));
        }
        int unitCount = units == null ? 1 : units.count();
        // A slot for each unit and period, so that a period that a unit lacks is a gap and not a lag of one.
        if ((double) unitCount * count * rank > MOST_SLOTS + (double) MOST_EMPTY * fit.rows() * rank) {
            throw new InvalidInputException(
                    "time_col",
                    "must be periods that units share: %,d units in %,d periods have %,d rows alone"
                            .formatted(unitCount, count, fit.rows()));
        }
        int[] cells = new int[fit.rows()];
        for (int i = 0; i < cells.length; i++) {
            int unit = units == null ? 0 : units.codes()[i];
            cells[i] = Math.addExact(Math.multiplyExact(unit, count), periods.codes()[i]);
        }
        double[] scores = new double[Math.multiplyExact(Math.multiplyExact(unitCount, count), rank)];
        add(fit, cells, scores);
        requireOnce(cells, unitCount * count);
        double[][] meat = new double[rank][rank];
        for (int unit = 0; unit < unitCount; unit++) {
            for (int lag = 0; lag <= Math.min(lags, count - 1); lag++) {
                double weight = (1 - lag / (lags + 1.0)) * (lag == 0 ? 0.5 : 1);
                for (int t = lag; t < count; t++) {
                    int now = (unit * count + t) * rank;
                    int then = now - lag * rank;
                    for (int k = 0; k < rank; k++) {
                        for (int l = 0; l < rank; l++) {
                            meat[k][l] +=
                                    weight * (scores[now + k] * scores[then + l] + scores[then + k] * scores[now + l]);
                        }
                    }
                }
            }
        }
        int parameters = fit.parameters();
        int rows = fit.rows();
        double factor = switch (preset) {
            case REFERENCE, FIXEST -> seen / (seen - 1.0) * (rows - 1.0) / (rows - parameters);
            case STATA -> (double) rows / (rows - parameters);
            case STATSMODELS -> 1;
        };
        double[][] matrix = fit.covariance(meat);
        for (double[] row : matrix) {
            for (int l = 0; l < rank; l++) {
                row[l] *= factor;
            }
        }
        Double degrees = switch (preset) {
            case REFERENCE, FIXEST -> Double.valueOf(seen - 1);
            case STATA -> Double.valueOf(rows - parameters);
            case STATSMODELS -> null;
        };
        return new Covariance(
                matrix,
                new Basis(
                        summed ? "Driscoll-Kraay" : "Newey-West",
                        factor,
                        parameters,
                        null,
                        degrees == null ? Distribution.NORMAL : Distribution.T,
                        degrees,
                        List.of("Lags: %d of %d periods%s."
                                .formatted(
                                        lags,
                                        seen,
                                        count == seen ? "" : "; " + (count - seen) + " that no row has are gaps"))));
    }

    private static void add(LeastSquares fit, int[] cells, double[] scores) {
        int rank = fit.rank();
        double[][] block = new double[rank][Kernel.BLOCK];
        for (int start = 0; start < fit.rows(); start += Kernel.BLOCK) {
            int end = Math.min(fit.rows(), start + Kernel.BLOCK);
            fit.orthonormal(start, end, block);
            for (int i = start; i < end; i++) {
                for (int k = 0; k < rank; k++) {
                    scores[cells[i] * rank + k] += block[k][i - start] * fit.residuals()[i];
                }
            }
        }
    }

    /** Rows of one unit and period would be summed, which is Driscoll and Kraay's and not Newey and West's. */
    private void requireOnce(int[] cells, int slots) {
        if (summed) {
            return;
        }
        boolean[] seen = new boolean[slots];
        for (int cell : cells) {
            if (seen[cell]) {
                throw new InvalidInputException(
                        "time_col", "must tell the rows of a unit apart, and two rows have the same unit and period");
            }
            seen[cell] = true;
        }
    }
}
