package io.assay.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ComparisonTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"abs": 0.01}                    | 1             | 1.009
            {"rel": 0.01}                    | -100          | -100.9
            {"abs": 0.5, "rel": 0.001}       | 100           | 100.4
            0.01                             | 1             | 1.009
            0                                | 1             | 1.0
            {"abs": 0, "x_abs": 0.5}         | 1             | 1.4
            {"abs": 0, "x_rel": 0.5}         | 2             | 2.9
            {"abs": 0, "x": 0.5}             | {"k": [1]}    | {"k": [1.4]}
            {"abs": 0, "k_abs": 0.5}         | {"k": [1]}    | {"k": [1.4]}
            {"abs": 0}                       | [1, null]     | [1, 7]
            {"abs": 0}                       | "NA"          | 7
            {"abs": 0}                       | {"anchor_returns": 3, "k": 1} | {"k": 1, "other": 2}
            """)
    void accepts(String tolerance, String want, String got) {
        assertThat(differences(tolerance, want, got)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"abs": 0.01}                    | 1             | 1.011
            {"rel": 0.01}                    | -100          | -101.1
            {"abs": 1, "x_abs": 0.01}        | 1             | 1.5
            {"rel": 1, "k_rel": 0.01}        | {"k": 1}      | {"k": 1.5}
            {"y_abs": 1}                     | 1             | 1.5
            {"abs": 1}                       | 1             | null
            {"abs": 1}                       | 1             | "1"
            {"abs": 1}                       | [1, 2]        | [1]
            {"abs": 1}                       | [1]           | [1, 2]
            {"abs": 1}                       | [1, 2]        | 1
            {"abs": 1}                       | {"k": 1}      | {"other": 1}
            """)
    void refuses(String tolerance, String want, String got) {
        assertThat(differences(tolerance, want, got)).hasSize(1);
    }

    @Test
    void saysWhereAndHowFar() {
        assertThat(differences("{\"abs\": 0.01}", "{\"k\": [1, 2]}", "{\"k\": [1, 2.5]}"))
                .containsExactly("/x/k/1: want 2, got 2.5 (tolerance: abs 0.01)");
    }

    @Test
    void aMissingAnswerIsADifference() {
        Comparison comparison = new Comparison(new Tolerance(json("1")));
        comparison.compare("x", json("1"), json("{}").path("x"));
        assertThat(comparison.differences()).containsExactly("/x: want 1, got nothing");
    }

    private static List<String> differences(String tolerance, String want, String got) {
        Comparison comparison = new Comparison(new Tolerance(json(tolerance)));
        comparison.compare("x", json(want), json(got));
        return comparison.differences();
    }

    private static JsonNode json(String text) {
        return CaseFile.JSON.readTree(text);
    }
}
