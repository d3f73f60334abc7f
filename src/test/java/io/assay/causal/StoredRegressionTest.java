package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Rows that pass by twice have the regression that they have in memory. */
class StoredRegressionTest extends StoredAnswers {

    private static final String PATH = "/api/v1/causal/regression";

    /** Columns far from 0, one that drifts from row to row, words, and clusters of 8, 70 and 12. */
    private static Csv table(int rows) {
        Random random = new Random(11);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            double age = 40 + 10 * random.nextGaussian();
            double drift = 1e6 + i + 50 * random.nextGaussian();
            int region = random.nextInt(3);
            int firm = random.nextInt(70);
            double d = 0.02 * age + random.nextGaussian();
            double y = 5
                    + 1.5 * d
                    - 0.1 * age
                    + 1e-4 * drift
                    + region
                    + firm % 7
                    + (1 + 0.02 * age) * random.nextGaussian();
            lines.add("%s,%s,%s,%s,%s,%d,%s,%s,%s"
                    .formatted(
                            random.nextInt(60) == 0 ? "" : String.valueOf(y),
                            d,
                            random.nextInt(80) == 0 ? "" : String.valueOf(age),
                            drift,
                            List.of("west", "east", "north").get(region),
                            firm,
                            "s" + firm % 8,
                            "2021-%02d-01".formatted(1 + random.nextInt(12)),
                            0.5 + random.nextDouble()));
        }
        return new Csv(List.of("y", "d", "age", "drift", "region", "firm", "state", "month", "w"), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"errors\":\"iid\"",
                ",\"errors\":\"hc0\"",
                ",\"errors\":\"hc1\",\"inference\":{\"preset\":\"fixest\"}",
                ",\"errors\":\"hc2\",\"intercept\":false",
                ",\"weights_col\":\"w\"",
                ",\"cluster_cols\":[\"firm\"]",
                ",\"cluster_cols\":[\"state\"]",
                ",\"cluster_cols\":[\"state\"],\"errors\":\"hc3\"",
                ",\"cluster_cols\":[\"firm\",\"month\"]",
                ",\"cluster_cols\":[\"firm\",\"month\"],\"inference\":{\"preset\":\"statsmodels\"},\"weights_col\":\"w\"",
                ",\"cluster_cols\":[\"firm\",\"month\",\"state\"]"
            })
    void passingByTwiceIsEnough(String more) {
        JsonNode answer = same(
                PATH,
                table(6000),
                "\"outcome\":\"y\",\"treatment_col\":\"d\",\"controls\":[\"age\",\"drift\",\"region\"]" + more);
        assertThat(answer.at("/dropped/rows_given").asInt()).isEqualTo(6000);
        assertThat(answer.at("/coefficients/%d/name".formatted(more.contains("intercept") ? 3 : 4))
                        .asString())
                .isEqualTo("region=north");
    }

    /** A column that is a combination of others is for rows in memory, which name it. */
    @Test
    void combinationsAreNamedAllTheSame() {
        List<String> lines = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            int a = random.nextInt(100);
            int b = random.nextInt(100);
            lines.add("%s,%d,%d,%d".formatted(a + random.nextGaussian(), a, b, a + b));
        }
        JsonNode answer = same(
                PATH,
                new Csv(List.of("y", "a", "b", "c"), lines),
                "\"outcome\":\"y\",\"controls\":[\"a\",\"b\",\"c\"]");
        assertThat(answer.at("/dropped/columns/0").asString()).isEqualTo("c");
    }

    @Test
    void aRowOfLeverageOneIsNamed() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add("%s,%d".formatted(i % 7 + 0.5 * i, i == 20 ? 1 : 0));
        }
        Csv table = new Csv(List.of("y", "one"), lines);
        String roles = "\"outcome\":\"y\",\"controls\":[\"one\"]";
        assertThat(same(PATH, table, roles).get("reason").asString()).contains("number 20");
    }
}
