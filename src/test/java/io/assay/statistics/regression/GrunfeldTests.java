package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Grunfeld's investments of ten firms in twenty years, {@code inv ~ value + capital}: figures of fixest 0.14.2, clubSandwich
 * and direct leave-one-cluster-out, as in the reference cases grunfeld-*; relative 1e-10.
 */
class GrunfeldTests {

    private static final Convention FIXEST = Preset.FIXEST.convention();

    private static Clusters firm;
    private static Clusters year;
    private static Design design;

    @BeforeAll
    static void read() throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of("docs/data/grunfeld.csv"));
        for (String line : lines.subList(1, lines.size())) {
            rows.add(List.of(line.split(",", -1)).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }
        firm = Clusters.of("firm", rows.stream().mapToInt(row -> (int) row[0]).toArray());
        year = Clusters.of("year", rows.stream().mapToInt(row -> (int) row[1]).toArray());
        double[][] columns = IntStream.range(3, 5)
                .mapToObj(k -> rows.stream().mapToDouble(row -> row[k]).toArray())
                .toArray(double[][]::new);
        design = Design.of(
                List.of("value", "capital"),
                columns,
                rows.stream().mapToDouble(row -> row[2]).toArray());
    }

    private static void errorsAre(Covariance covariance, double... errors) {
        for (int k = 0; k < errors.length; k++) {
            assertThat(covariance.standardError(k)).as("error %d", k).isCloseTo(errors[k], relative(errors[k]));
        }
    }

    @Test
    void clustersInOneAndTwoWays() {
        LeastSquares fit = LeastSquares.fit(design);
        errorsAre(
                new ClusterRobust(List.of(firm), FIXEST).of(fit),
                20.4252029284739,
                0.0158943366870588,
                0.0849671126355403);
        errorsAre(
                new ClusterRobust(List.of(firm, year), FIXEST).of(fit),
                19.5056077357391,
                0.0163517539919943,
                0.0784739139920786);
        errorsAre(
                new ClusterRobust(List.of(firm, year), Preset.STATSMODELS.convention()).of(fit),
                19.71668068380305,
                0.016395149450111605,
                0.07954318928748041);
    }

    @Test
    void correctsForFewClusters() {
        LeastSquares fit = LeastSquares.fit(design);
        errorsAre(
                new SmallSampleClusters(SmallSampleClusters.Type.CR0, firm).of(fit),
                19.2794308819015,
                0.015002728082796,
                0.080200798054643);
        Covariance reduced = new SmallSampleClusters(SmallSampleClusters.Type.CR2, firm).of(fit);
        errorsAre(reduced, 25.607403771788, 0.0162450777800678, 0.110467620919051);
        assertThat(reduced.degreesOfFreedom(0)).isCloseTo(6.38609342335452, relative(6.38609342335452));
        assertThat(reduced.degreesOfFreedom(2)).isCloseTo(2.86348461882975, relative(2.86348461882975));
        errorsAre(
                new SmallSampleClusters(SmallSampleClusters.Type.CR3, firm).of(fit),
                36.6965269118618,
                0.0170024834552216,
                0.155300381453048);
        errorsAre(
                new SmallSampleClusters(SmallSampleClusters.Type.CRV3, firm).of(fit),
                34.81338217774468,
                0.01612997207934892,
                0.14733087806538062);
        errorsAre(
                new SmallSampleClusters(SmallSampleClusters.Type.CRV3J, firm).of(fit),
                34.42252879850614,
                0.016045338283110482,
                0.14636496319836825);
    }

    @Test
    void hangsTogetherOverTime() {
        LeastSquares fit = LeastSquares.fit(design);
        errorsAre(
                SerialRobust.neweyWest(firm, year, 2, Preset.FIXEST).of(fit),
                15.4878533232265,
                0.0100427557587237,
                0.0647817506471577);
        errorsAre(
                SerialRobust.driscollKraay(year, 2, Preset.FIXEST).of(fit),
                12.6783452899518,
                0.0118820123831618,
                0.0498836094674858);
    }

    @Test
    void absorbsFixedEffects() {
        LeastSquares one = LeastSquares.fit(FixedEffects.of(List.of(firm)).absorb(design));
        assertThat(one.coefficient(0)).isCloseTo(0.110123804120719, relative(0.11));
        errorsAre(new Robust(Robust.Type.HC3, FIXEST).of(one), 0.0227163586789365, 0.0552187123174878);
        errorsAre(new ClusterRobust(List.of(firm), FIXEST).of(one), 0.0151944939427174, 0.0527517717587761);
        LeastSquares two = LeastSquares.fit(FixedEffects.of(List.of(firm, year)).absorb(design));
        errorsAre(new Robust(Robust.Type.HC3, FIXEST).of(two), 0.0236237890270634, 0.0801154970835702);
        errorsAre(SerialRobust.driscollKraay(year, 2, Preset.FIXEST).of(two), 0.022752238959023, 0.0621351762965525);
        assertThat(new ClusterRobust(List.of(firm), FIXEST).of(two).basis().parameters())
                .isEqualTo(22);
        assertThat(two.parameters()).isEqualTo(31);
    }

    /** Unbalanced, by leaving rows out: against the same regression with a column of 0 and 1 for each level. */
    @Test
    void absorbsUnbalancedFixedEffectsAsIfTheyWereColumns() {
        int[] kept = IntStream.range(0, 200).filter(i -> i % 7 != 3 && i != 5).toArray();
        Clusters firms = pick(firm, kept);
        Clusters years = pick(year, kept);
        double[][] columns = {pick(design.column(0), kept), pick(design.column(1), kept)};
        double[] outcome = pick(design.outcome(), kept);
        LeastSquares absorbed = LeastSquares.fit(FixedEffects.of(List.of(firms, years))
                .absorb(Design.of(List.of("value", "capital"), columns, outcome)));
        List<String> names = new ArrayList<>(List.of("value", "capital"));
        List<double[]> all = new ArrayList<>(List.of(columns));
        for (Clusters way : List.of(firms, years)) {
            for (int level = 1; level < way.count(); level++) {
                int which = level;
                names.add(way.name() + level);
                all.add(IntStream.of(way.codes())
                        .mapToDouble(code -> code == which ? 1 : 0)
                        .toArray());
            }
        }
        LeastSquares spelled = LeastSquares.fit(Design.of(names, all.toArray(double[][]::new), outcome));
        assertThat(absorbed.coefficient(0)).isCloseTo(spelled.coefficient(1), relative(0.1));
        for (Robust.Type type : Robust.Type.values()) {
            assertThat(new Robust(type, FIXEST).of(absorbed).standardError(1))
                    .as(type.name())
                    .isCloseTo(new Robust(type, FIXEST).of(spelled).standardError(2), relative(0.05));
        }
        assertThat(absorbed.parameters()).isEqualTo(spelled.rank());
    }

    /** All 2^10 sign vectors; 24 of 1,024 reach |t|, the identity and its opposite among them. */
    @Test
    void drawsAllSignsOfTenFirms() {
        LeastSquares fit = LeastSquares.fit(design);
        Map<WildBootstrap.Variant, Double> p = Map.of(
                WildBootstrap.Variant.WCR_11, 0.0234375,
                WildBootstrap.Variant.WCR_13, 0.03125,
                WildBootstrap.Variant.WCR_31, 0.0546875,
                WildBootstrap.Variant.WCR_33, 0.05859375);
        for (WildBootstrap.Variant variant : WildBootstrap.Variant.values()) {
            WildBootstrap.Result result = new WildBootstrap(fit, firm, 2, variant).run(999, 1, 0, 0.95);
            assertThat(result.pValue()).as(variant.name()).isEqualTo(p.get(variant));
            assertThat(result.statistic())
                    .isCloseTo(variant.name().endsWith("1") ? 2.7149150015423724 : 1.5657171922, within(1e-9));
            assertThat(result.enumerated()).isTrue();
        }
        // fwildclusterboot 0.14.3, type fnw11: 0.031926889698581 and 0.369158766789661, by another rule for ties.
        WildBootstrap.Result result =
                new WildBootstrap(fit, firm, 2, WildBootstrap.Variant.WCR_11).run(999, 1, 0, 0.95);
        assertThat(result.lower()).isCloseTo(0.0319, within(0.002));
        assertThat(result.upper()).isCloseTo(0.369, within(0.002));
    }

    private static Clusters pick(Clusters clusters, int[] kept) {
        return Clusters.of(
                clusters.name(),
                IntStream.of(kept).map(i -> clusters.codes()[i]).toArray());
    }

    private static double[] pick(double[] column, int[] kept) {
        return IntStream.of(kept).mapToDouble(i -> column[i]).toArray();
    }

    private static Offset<Double> relative(double value) {
        return within(Math.abs(value) * 1e-10);
    }
}
