package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Covariance.Basis;
import io.assay.statistics.regression.Covariance.Distribution;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Errors of unknown, unequal variances (White 1980; MacKinnon and White 1985): A [Σ x x' ω] A with ω = e² (HC0), times
 * N/(N - K) (HC1), e²/(1 - h) (HC2), e²/(1 - h)² (HC3). HC2 and HC3 carry no factor. The classical σ² A with σ² =
 * Σ e²/(N - K) is here too.
 */
public final class Robust implements CovarianceEstimator {

    /** Which. */
    public enum Type {
        /** Equal variances: σ² A. */
        IID,
        HC0,
        HC1,
        HC2,
        HC3
    }

    /** A leverage this near to 1 is 1: its row alone settles a coefficient, and its residual is rounding. */
    static final double WHOLE = 1 - 1e-10;

    private final Type type;
    private final Convention convention;

    public Robust(Type type, Convention convention) {
        this.type = type;
        this.convention = convention;
    }

    /** @throws InvalidInputException for HC2 and HC3 where a row's leverage is 1 */
    @Override
    public Covariance of(LeastSquares fit) {
        requireDegrees(fit);
        return made(fit, type == Type.IID ? equal(fit) : meat(fit));
    }

    /** As of rows in memory; the fit gathered scores for errors of this type. */
    public Covariance of(StreamedLeastSquares fit) {
        requireDegrees(fit);
        return made(fit, type == Type.IID ? equal(fit) : fit.meat());
    }

    private static void requireDegrees(FittedRegression fit) {
        if (fit.residualDegrees() <= 0) {
            throw new InvalidInputException(
                    "data",
                    "has %d rows for %d coefficients, which leaves nothing to judge them by"
                            .formatted(fit.observations(), fit.parameters()));
        }
    }

    private Covariance made(FittedRegression fit, double[][] meat) {
        int degrees = fit.residualDegrees();
        double factor = switch (type) {
            case IID, HC1 -> (double) fit.observations() / degrees;
            case HC0, HC2, HC3 -> 1;
        };
        double[][] matrix = fit.covariance(meat);
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        // Equal variances are the one case whose t is exact, and no package takes another.
        Distribution distribution = type == Type.IID ? Distribution.T : convention.robust();
        return new Covariance(
                matrix,
                new Basis(
                        type == Type.IID ? "iid" : type.name(),
                        factor,
                        fit.parameters(),
                        null,
                        distribution,
                        distribution == Distribution.T ? Double.valueOf(degrees) : null,
                        List.of()));
    }

    private static double[][] equal(FittedRegression fit) {
        double[][] meat = new double[fit.rank()][fit.rank()];
        for (int k = 0; k < meat.length; k++) {
            meat[k][k] = fit.residualSquares() / fit.observations();
        }
        return meat;
    }

    private double[][] meat(LeastSquares fit) {
        int rank = fit.rank();
        FixedEffects effects = fit.design().absorbed();
        double[] absorbed = effects == null || type == Type.HC0 || type == Type.HC1
                ? null
                : AbsorbedLeverage.of(effects, fit.rows(), fit.design().weights());
        double[] sums = Kernel.sum(fit.rows(), (from, to) -> {
            Kernel.Products part = new Kernel.Products(rank * (rank + 1) / 2);
            double[][] block = new double[rank][Kernel.BLOCK];
            double[] residuals = new double[Kernel.BLOCK];
            double[] variance = new double[Kernel.BLOCK];
            double[] weighted = new double[Kernel.BLOCK];
            for (int start = from; start < to; start += Kernel.BLOCK) {
                int rows = Math.min(to, start + Kernel.BLOCK) - start;
                fit.scored(start, start + rows, block, residuals);
                variances(fit, absorbed, start, rows, block, residuals, variance);
                for (int k = 0; k < rank; k++) {
                    for (int i = 0; i < rows; i++) {
                        weighted[i] = variance[i] * block[k][i];
                    }
                    for (int l = 0; l <= k; l++) {
                        part.add(k * (k + 1) / 2 + l, weighted, block[l], rows);
                    }
                }
            }
            return part.totals();
        });
        double[][] meat = new double[rank][rank];
        for (int k = 0; k < rank; k++) {
            for (int l = 0; l <= k; l++) {
                meat[k][l] = sums[k * (k + 1) / 2 + l];
                meat[l][k] = meat[k][l];
            }
        }
        return meat;
    }

    /** Fills in ω by row, from residuals, which it destroys. */
    private void variances(
            LeastSquares fit,
            double @Nullable [] absorbed,
            int start,
            int rows,
            double[][] block,
            double[] residuals,
            double[] variance) {
        double[] within = fit.design().within();
        double[] counts = within == null ? null : fit.design().weights();
        for (int i = 0; i < rows; i++) {
            residuals[i] *= residuals[i];
        }
        if (within != null && counts != null) {
            // A row that stands for n has n times their leverage and the root of n times their residual.
            for (int i = 0; i < rows; i++) {
                residuals[i] = (within[start + i] + residuals[i]) / counts[start + i];
            }
        }
        if (type != Type.HC2 && type != Type.HC3) {
            System.arraycopy(residuals, 0, variance, 0, rows);
            return;
        }
        begin(absorbed, start, rows, variance);
        for (double[] coordinate : block) {
            for (int i = 0; i < rows; i++) {
                variance[i] = Math.fma(coordinate[i], coordinate[i], variance[i]);
            }
        }
        if (counts != null) {
            for (int i = 0; i < rows; i++) {
                variance[i] /= counts[start + i];
            }
        }
        double highest = 0;
        for (int i = 0; i < rows; i++) {
            highest = Math.max(highest, variance[i]);
        }
        if (highest > WHOLE) {
            throw refused(fit, absorbed, start, rows, block);
        }
        for (int i = 0; i < rows; i++) {
            double rest = 1 - variance[i];
            variance[i] = residuals[i] / (type == Type.HC3 ? rest * rest : rest);
        }
    }

    private static void begin(double @Nullable [] absorbed, int start, int rows, double[] leverage) {
        if (absorbed == null) {
            Arrays.fill(leverage, 0, rows, 0);
        } else {
            System.arraycopy(absorbed, start, leverage, 0, rows);
        }
    }

    private static double count(LeastSquares fit, int row) {
        double[] counts = fit.design().within() == null ? null : fit.design().weights();
        return counts == null ? 1 : counts[row];
    }

    private InvalidInputException refused(
            LeastSquares fit, double @Nullable [] absorbed, int start, int rows, double[][] block) {
        int row = start;
        for (int i = 0; i < rows; i++) {
            double leverage = absorbed == null ? 0 : absorbed[start + i];
            for (double[] coordinate : block) {
                leverage += coordinate[i] * coordinate[i];
            }
            if (leverage / count(fit, start + i) > WHOLE) {
                row = start + i;
                break;
            }
        }
        return settled(row, type);
    }

    static InvalidInputException settled(int row, Type type) {
        return new InvalidInputException(
                "data",
                ("has a row, number %d counted from 0 among those used, that alone settles a coefficient: its leverage is 1, "
                                + "and %s divides by what is left")
                        .formatted(row, type));
    }
}
