package io.assay.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.conformance.Template.UnresolvedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TemplateTests {

    private static final JsonNode SOURCE = json("""
            {"a": 0.95, "n": 5, "table": [[13, 19], [34, 34]], "word": "x", "nothing": null,
             "places": [1, 0], "objects": [{"k": [1]}, {}, {"k": ["w"]}], "named": {"u": [1, 2], "v": [3, null]}}""");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "$/a"                                | 0.95
            "$/table/0"                          | [13,19]
            "$/nothing"                          | null
            "1 - $/a"                            | 0.05
            "$/table/0/1 + $/table/1/1"          | 53
            "$/n - $/a + 1"                      | 5.05
            "plain words, 1 - 2"                 | "plain words, 1 - 2"
            {"k": [1, "$/n"], "z": "$/word"}     | {"k":[1,5],"z":"x"}
            {"k": "$/missing?", "a": "$/a?"}     | {"a":0.95}
            ["$/missing?", 1]                    | [1]
            "first($/table/1, 1)"                | [34]
            "at($/table, $/places)"              | [[34,34],[13,19]]
            "values($/named)"                    | [[1,2],[3,null]]
            "rows($/named)"                      | [[1,3],[2,null]]
            "sum($/named)"                       | [3,3]
            "sumsq(first($/table/0, 2))"         | 530
            "each($/objects, /k/0)"              | [1,"w"]
            "numbers(each($/objects, /k/0))"     | [1]
            {"$/word": 1}                        | {"x":1}
            ["first($/missing?, 2)"]             | []
            """)
    void expands(String template, String expanded) {
        assertThat(new Template(json(template)).expand(SOURCE)).hasToString(expanded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"$/missing\"", "[\"$/missing\"]", "\"1 - $/missing\"", "\"1 - $/word\""})
    void refusesWhatTheSourceLacks(String template) {
        assertThatThrownBy(() -> new Template(json(template)).expand(SOURCE)).isInstanceOf(UnresolvedException.class);
    }

    @Test
    void refusesOperatorsItDoesNotHave() {
        assertThatThrownBy(() -> new Template(json("\"$/n * $/a\"")).expand(SOURCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("*");
    }

    private static JsonNode json(String text) {
        return CaseFile.JSON.readTree(text);
    }
}
