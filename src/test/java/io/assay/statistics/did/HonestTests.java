package io.assay.statistics.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The event study of Benzarti and Carloni (2019) that comes with HonestDiD. */
class HonestTests {

    private static final double[] BETA = {
        0.00669635180383921,
        0.0293450336903334,
        -0.00647297222167253,
        0.0730149894952774,
        0.195961117744446,
        0.312063902616501,
        0.239541545510292,
        0.126042500138283
    };

    private static final double[][] SIGMA = symmetric(new double[][] {
        {0.000842835812363774},
        {0.00047686867765151, 0.000642542028799653},
        {0.000261805107584223, 0.000398742500692606, 0.000522994960192591},
        {0.000235422034165822, 0.00024355151981581, 0.000211768609005958, 0.000308959541143849},
        {0.000167637146660127, 0.000220196030568331, 0.000184072225238197, 0.000119786607683636, 0.000359970435965806},
        {
            0.000112870766315609,
            0.00018045911565423,
            0.000145852784044109,
            0.000133408131659962,
            0.000247881864197552,
            0.000426394981332123
        },
        {
            1.99281621462433e-05,
            3.84376508009154e-05,
            7.00519740348682e-05,
            0.000101633500889875,
            0.000174957924173214,
            0.000217143780901097,
            0.000488669786136597
        },
        {
            -0.000136826536618173,
            -2.96042198897339e-05,
            5.95299497945234e-05,
            0.000107905172626488,
            0.000165425692102872,
            0.000289274787064642,
            0.000380532204871997,
            0.000761739443987608
        }
    });

    private static double[][] symmetric(double[][] lower) {
        double[][] full = new double[lower.length][lower.length];
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j <= i; j++) {
                full[i][j] = lower[i][j];
                full[j][i] = lower[i][j];
            }
        }
        return full;
    }

    private static final EventStudyEstimates STUDY = new EventStudyEstimates(BETA, SIGMA, 4);

    private static final double[] FIRST = {1, 0, 0, 0};

    /** An independent optimisation with the exact folded-normal quantile; 2e-6. */
    @ParameterizedTest
    @CsvSource({
        "0,    0.13145961592892635, 0.21611969391596042",
        "0.02, 0.1764717321087277,  0.31524405238753717",
        "0.05, 0.1693978363348307,  0.36855437814461617",
        "0.1,  0.11939793799729642, 0.41855427648215043",
        "0.3, -0.08060206200270359, 0.6185542764821504"
    })
    void smoothness(double m, double lower, double upper) {
        Interval interval = new HonestSmoothness(STUDY, FIRST, 0.05).interval(m);
        assertThat(interval.lower()).isCloseTo(lower, within(2e-6));
        assertThat(interval.upper()).isCloseTo(upper, within(2e-6));
    }

    /** HonestDiD 0.2.6, createSensitivityResults with l_vec of quarters; 0.003, as its quantile is simulated. */
    @Test
    void smoothnessOfTheMean() {
        Interval interval = new HonestSmoothness(STUDY, new double[] {0.25, 0.25, 0.25, 0.25}, 0.05).interval(0.1);
        assertThat(interval.lower()).isCloseTo(-0.186344114732659, within(0.003));
        assertThat(interval.upper()).isCloseTo(0.988223595216643, within(0.003));
    }

    @Test
    void breakdownIsWhereZeroComesIn() {
        HonestSmoothness smoothness = new HonestSmoothness(STUDY, FIRST, 0.05);
        double m = smoothness.breakdown();
        assertThat(smoothness.interval(m * 0.999).contains(0)).isFalse();
        assertThat(smoothness.interval(m * 1.001).contains(0)).isTrue();
        HonestMagnitudes magnitudes = new HonestMagnitudes(STUDY, FIRST, 0.05);
        double ratio = magnitudes.breakdown();
        assertThat(magnitudes.interval(ratio * 0.999).contains(0)).isFalse();
        assertThat(magnitudes.interval(ratio * 1.001).contains(0)).isTrue();
    }

    /**
     * moderndid 0.2.0, compute_conditional_cs_rm with hybrid_flag LF on a grid of 1,000 points: steps of 0.00076, and its least
     * favourable quantile of 1,000 draws; 0.0015.
     */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.11833116993988643, 0.27107333751210094",
        "1,   0.06778709369853608, 0.31862228054106945",
        "1.5, 0.013757180657885726, 0.36917965519386076",
        "2,  -0.04172581356440341, 0.4239465416529342"
    })
    void relativeMagnitudes(double magnitude, double lower, double upper) {
        Interval interval = new HonestMagnitudes(STUDY, FIRST, 0.05).interval(magnitude);
        assertThat(interval.lower()).isCloseTo(lower, within(0.0015));
        assertThat(interval.upper()).isCloseTo(upper, within(0.0015));
    }
}
