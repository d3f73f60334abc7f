package io.assay.experiment.readout;

import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import java.util.List;
import java.util.SplittableRandom;

/** Units drawn with a seed per arm and stratum, 500 each, as moments. */
final class Samples {

    private static final int UNITS = 500;

    private Samples() {}

    private static SplittableRandom random(int arm, int stratum) {
        return new SplittableRandom(1000L * arm + stratum);
    }

    static Moments valueWithCovariate(int arm, int stratum) {
        SplittableRandom random = random(arm, stratum);
        return moments(2, unit -> {
            double before = random.nextGaussian(10 + stratum, 3);
            unit[0] = before + random.nextGaussian(0.5 * arm, 2);
            unit[1] = before;
        });
    }

    static Moments binaryWithCovariate(int arm, int stratum) {
        SplittableRandom random = random(arm, stratum);
        return moments(2, unit -> {
            double before = random.nextDouble();
            unit[0] = random.nextDouble() < 0.05 + 0.03 * arm + 0.2 * before ? 1 : 0;
            unit[1] = before;
        });
    }

    static Moments ratioWithCovariate(int arm, int stratum) {
        SplittableRandom random = random(arm, stratum);
        return moments(4, unit -> {
            unit[3] = 1 + random.nextInt(9);
            unit[2] = unit[3] * random.nextDouble();
            unit[1] = 1 + random.nextInt(9);
            unit[0] = unit[1] * (0.3 + 0.02 * arm) + unit[2] * random.nextDouble();
        });
    }

    /** Those of {@link #binaryWithCovariate}, both strata together. */
    static List<Proportion> counts() {
        return List.of(count(0), count(1), count(2));
    }

    private static Proportion count(int arm) {
        Moments joined = binaryWithCovariate(arm, 0).plus(binaryWithCovariate(arm, 1));
        return new Proportion(Math.round(joined.mean(0) * joined.n()), (long) joined.n());
    }

    private interface Unit {
        void draw(double[] into);
    }

    private static Moments moments(int variables, Unit unit) {
        double[] sums = new double[variables];
        double[][] products = new double[variables][];
        for (int i = 0; i < variables; i++) {
            products[i] = new double[i + 1];
        }
        double[] values = new double[variables];
        for (int n = 0; n < UNITS; n++) {
            unit.draw(values);
            for (int i = 0; i < variables; i++) {
                sums[i] += values[i];
                for (int j = 0; j <= i; j++) {
                    products[i][j] += values[i] * values[j];
                }
            }
        }
        return Moments.ofCrossProducts(UNITS, sums, products);
    }
}
