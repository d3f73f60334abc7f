package io.assay.statistics.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestArmTest {

    private static double[] numbers(String text) {
        return Arrays.stream(text.split("\\|")).mapToDouble(Double::parseDouble).toArray();
    }

    private static List<NormalPosterior> arms(double[] means, double[] deviations) {
        return IntStream.range(0, means.length)
                .mapToObj(i -> new NormalPosterior(means[i], deviations[i]))
                .toList();
    }

    /** Targets: mpmath 1.4.1 at 25 digits, quad of φ ΠΦ between breakpoints at every arm; absolute 1e-13. */
    @ParameterizedTest
    @CsvSource({
        "0|0.5|1, 0.05|0.5|1.5, 0.04063998111949841|0.34334011944571752|0.61601989943478407",
        "0|1|2|3|4, 0.3|0.3|0.3|0.3|0.3,"
                + " 7.15e-24|7.6040432442464494e-14|6.6140070514279582e-7|0.0092109541593559836|0.99078838443986283",
        "0|0|0.1, 1e-9|1|2, 0.24003059708081377|0.31479462651007956|0.44517477640910667",
        "5|0|0.1, 0.1|1|2, 0.99279600009947422|3.2393656664301181e-7|0.0072036759639591362",
        "1|1.5|0.2|1.4, 0.01|3|1|0.2, 0.0078308576255437537|0.50522138943156621|0.064855272364127274"
                + "|0.42209248057876276"
    })
    void normal(String means, String deviations, String expected) {
        double[] mirrored = Arrays.stream(numbers(means)).map(mean -> -mean).toArray();
        List<Double> more = BestArm.normal(arms(numbers(means), numbers(deviations)), Direction.INCREASE);
        List<Double> less = BestArm.normal(arms(mirrored, numbers(deviations)), Direction.DECREASE);
        assertThat(less).isEqualTo(more);
        double[] targets = numbers(expected);
        for (int i = 0; i < targets.length; i++) {
            assertThat(more.get(i)).isCloseTo(targets[i], within(1e-13));
        }
    }

    @Test
    void probabilitiesSumToOne() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int k = 2 + random.nextInt(19);
            double[] means = random.doubles(k, -3, 3).toArray();
            double[] deviations = random.doubles(k, -6, 2)
                    .map(exponent -> Math.pow(10, exponent))
                    .toArray();
            assertThat(sum(BestArm.normal(arms(means, deviations), Direction.INCREASE)))
                    .as("%s %s", Arrays.toString(means), Arrays.toString(deviations))
                    .isCloseTo(1, within(1e-10));
        }
        for (int round = 0; round < 50; round++) {
            List<BetaPosterior> arms = random.doubles(2 + random.nextInt(19), -1, 9)
                    .mapToObj(size ->
                            new BetaPosterior(0.1 + random.nextDouble() * Math.pow(10, size), 0.1 + Math.pow(10, size)))
                    .toList();
            assertThat(sum(BestArm.beta(arms, Direction.DECREASE)))
                    .as("%s", arms)
                    .isCloseTo(1, within(1e-10));
        }
    }

    @Test
    void anArmFarAheadIsBestAndNoiseBelowTheLastDigitOfAMeanStillCounts() {
        assertThat(BestArm.normal(arms(new double[] {0, 1e9}, new double[] {1e-9, 1}), Direction.INCREASE))
                .satisfiesExactly(
                        behind -> assertThat(behind).isZero(),
                        ahead -> assertThat(ahead).isCloseTo(1, within(1e-14)));
        assertThat(BestArm.normal(arms(new double[] {1e6, 1e6}, new double[] {1e-12, 1e-12}), Direction.INCREASE))
                .allSatisfy(p -> assertThat(p).isCloseTo(0.5, within(1e-14)));
    }

    /** Target: two arms, P(b > a) of {@link BetaComparisonTest}; three equal arms by symmetry; absolute 1e-12. */
    @Test
    void beta() {
        List<BetaPosterior> two = List.of(new BetaPosterior(43, 63), new BetaPosterior(501, 510));
        assertThat(BestArm.beta(two, Direction.INCREASE).get(1)).isCloseTo(0.96208196678937074, within(1e-12));
        assertThat(BestArm.beta(two, Direction.DECREASE).get(0)).isCloseTo(0.96208196678937074, within(1e-12));
        BetaPosterior arm = new BetaPosterior(0.5, 1e11);
        assertThat(BestArm.beta(List.of(arm, arm, arm), Direction.DECREASE))
                .allSatisfy(p -> assertThat(p).isCloseTo(1.0 / 3, within(1e-12)));
    }

    @Test
    void oneArmIsNoContest() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> BestArm.normal(List.of(new NormalPosterior(0, 1)), Direction.INCREASE));
    }

    private static double sum(List<Double> probabilities) {
        return probabilities.stream().mapToDouble(Double::doubleValue).sum();
    }
}
