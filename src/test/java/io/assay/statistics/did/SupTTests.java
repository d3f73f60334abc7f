package io.assay.statistics.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.multiplicity.Dunnett;
import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupTTests {

    /** Independent estimates: Φ^-1((1 + (1 - α)^(1/d)) / 2), exactly. */
    @Test
    void independent() {
        for (int d : new int[] {1, 2, 3, 5, 8, 12, 20, 40}) {
            double[][] identity = new double[d][d];
            for (int i = 0; i < d; i++) {
                identity[i][i] = i + 1;
            }
            double exact = Normal.quantile((1 + Math.pow(0.95, 1.0 / d)) / 2);
            assertThat(SupT.criticalValue(identity, Double.POSITIVE_INFINITY, 0.05))
                    .isCloseTo(exact, within(0.002));
        }
    }

    /** Equally correlated by a half: Dunnett's critical value with a known variance, exact by quadrature. */
    @Test
    void equicorrelated() {
        for (int d : new int[] {2, 4, 8, 15}) {
            double[][] half = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    half[i][j] = i == j ? 1 : 0.5;
                }
            }
            double exact =
                    new Dunnett(1, Collections.nCopies(d, 1.0), true, Double.POSITIVE_INFINITY).criticalValue(0.05);
            assertThat(SupT.criticalValue(half, Double.POSITIVE_INFINITY, 0.05)).isCloseTo(exact, within(0.002));
        }
    }

    /** The same with 20 degrees of freedom: Dunnett's critical value again. */
    @Test
    void studentised() {
        double[][] half = {{1, 0.5, 0.5}, {0.5, 1, 0.5}, {0.5, 0.5, 1}};
        double exact = new Dunnett(1, Collections.nCopies(3, 1.0), true, 20).criticalValue(0.05);
        assertThat(SupT.criticalValue(half, 20, 0.05)).isCloseTo(exact, within(0.002));
    }

    /** 2.826 for the effects by cohort and period, 2.659 by time since treatment: 400,000 normal draws on mpdta. */
    @Test
    void minimumWage() {
        GroupTimeEffects effects = CallawaySantAnna.of(Mpdta.panel(false), StaggeredOptions.standard());
        assertThat(SupT.criticalValue(effects.single(), effects.covariance(), Double.POSITIVE_INFINITY, 0.05))
                .isCloseTo(2.826, within(0.005));
        Aggregate dynamic = Aggregate.of(effects, Aggregate.Kind.DYNAMIC);
        assertThat(SupT.criticalValue(dynamic.parts(), effects.covariance(), Double.POSITIVE_INFINITY, 0.05))
                .isCloseTo(2.659, within(0.005));
    }

    /** did 2.5.1, ten seeds of 5,000 draws: critical values 2.655 to 2.686, by time since treatment 2.499 to 2.555. */
    @Test
    void multipliersAsDidHasThem() {
        GroupTimeEffects effects = CallawaySantAnna.withInfluence(Mpdta.panel(false), StaggeredOptions.standard());
        Multipliers multipliers = Multipliers.draw(effects, 5000, 42);
        assertThat(multipliers.bands(effects.single(), 0.05).criticalValue()).isBetween(2.64, 2.70);
        Aggregate dynamic = Aggregate.of(effects, Aggregate.Kind.DYNAMIC);
        Bands bands = multipliers.bands(dynamic.parts(), 0.05);
        assertThat(bands.criticalValue()).isBetween(2.48, 2.57);
        assertThat(bands.standardErrors().getLast())
                .isCloseTo(dynamic.parts().getLast().standardError(), within(0.003));
    }

    @Test
    void wichura() {
        for (double p : new double[] {1e-12, 1e-5, 0.01, 0.07, 0.08, 0.3, 0.5, 0.93, 0.9999}) {
            assertThat(Quantile.normal(p)).isCloseTo(Normal.quantile(p), within(1e-14 * 10));
        }
    }

    /** Rounding of the last digits, as where sums are taken in another order, moves the value by no more than that. */
    @Test
    void roundingChangesNothing() {
        GroupTimeEffects effects = CallawaySantAnna.of(Mpdta.panel(false), StaggeredOptions.standard());
        double[][] covariance = effects.covariance();
        double value = SupT.criticalValue(effects.single(), covariance, Double.POSITIVE_INFINITY, 0.05);
        SplittableRandom random = new SplittableRandom(3);
        for (int repetition = 0; repetition < 20; repetition++) {
            double[][] rounded = new double[covariance.length][covariance.length];
            for (int a = 0; a < rounded.length; a++) {
                for (int b = 0; b <= a; b++) {
                    rounded[a][b] = covariance[a][b] * (1 + 1e-14 * random.nextDouble(-1, 1));
                    rounded[b][a] = rounded[a][b];
                }
            }
            assertThat(SupT.criticalValue(effects.single(), rounded, Double.POSITIVE_INFINITY, 0.05))
                    .isCloseTo(value, within(1e-8));
        }
    }
}
