package io.assay.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.statistics.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelDocumentsTest {

    private static final String TREE = """
            {"output": 0, "feature": [0, -1, -1], "value": [2, 1, 3], "right": [2, 0, 0], "missing_left": [1, 0, 0], \
            "cover": [3, 1, 2]}""";

    private static final String ENSEMBLE = """
            {"kind": "tree_ensemble", "task": "binary", "features": ["x"], "link": "logit", "arithmetic": "float32", \
            "takes_missing": true, "base": [0.5], "trees": [%s]}""".formatted(TREE);

    @Test
    void documentsAreCompactAndReadAgain() {
        String constant = "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[\"x\"],\"values\":[0.25]}";
        String linear = "{\"kind\":\"linear\",\"task\":\"regression\",\"features\":[\"x\",\"y\"],\"link\":\"identity\","
                + "\"intercepts\":[1.0],\"coefficients\":[[2.0,-0.5]]}";
        assertThat(TestModels.json(TestModels.read(constant))).isEqualTo(constant);
        assertThat(TestModels.json(TestModels.read(linear))).isEqualTo(linear);
        assertThat(TestModels.json(TestModels.read(ENSEMBLE)))
                .isEqualTo("{\"kind\":\"tree_ensemble\",\"task\":\"binary\",\"features\":[\"x\"],\"link\":\"logit\","
                        + "\"arithmetic\":\"float32\",\"takes_missing\":true,\"base\":[0.5],\"trees\":[{\"output\":0,"
                        + "\"feature\":[0,-1,-1],\"value\":[2.0,1.0,3.0],\"right\":[2,0,0],\"missing_left\":[1,0,0],"
                        + "\"cover\":[3.0,1.0,2.0]}]}");
    }

    @Test
    void theDigestIsOfTheBytes() {
        // printf '{}' | sha256sum
        assertThat(ModelDocuments.sha256("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "{\"kind\":\"forest\"}",
                "{\"kind\":\"constant\"}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[0.5]} x",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[0.5],\"more\":1}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[0.5],\"values\":[0.5]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[\"x\",\"x\"],\"values\":[0.5]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[\"NaN\"]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[\"0.5\"]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[1e999]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[null]}",
                "{\"kind\":\"constant\",\"task\":\"binary\",\"features\":[],\"values\":[0.5,0.5]}",
                "{\"kind\":\"constant\",\"task\":\"multiclass\",\"features\":[],\"values\":[0.5,0.5]}",
                "{\"kind\":\"linear\",\"task\":\"binary\",\"features\":[\"x\"],\"link\":\"logit\",\"intercepts\":[1],"
                        + "\"coefficients\":[[1,2]]}",
                "{\"kind\":\"linear\",\"task\":\"regression\",\"features\":[\"x\"],\"link\":\"logit\",\"intercepts\":[1],"
                        + "\"coefficients\":[[1]]}",
                "{\"kind\":\"linear\",\"task\":\"binary\",\"features\":[\"x\"],\"link\":\"logit\",\"intercepts\":[1],"
                        + "\"coefficients\":[null]}"
            })
    void whatIsNoModelIsRefused(String json) {
        assertThatThrownBy(() -> TestModels.read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "right": [2, 0, 0]        | "right": [1, 0, 0]
            "right": [2, 0, 0]        | "right": [0, 0, 0]
            "right": [2, 0, 0]        | "right": [3, 0, 0]
            "right": [2, 0, 0]        | "right": [2, 0, 1]
            "right": [2, 0, 0]        | "right": [2, 0]
            "right": [2, 0, 0]        | "right": [2.5, 0, 0]
            "right": [2, 0, 0]        | "right": [2, null, 0]
            "right": [2, 0, 0],       | ''
            "feature": [0, -1, -1]    | "feature": [1, -1, -1]
            "feature": [0, -1, -1]    | "feature": [-2, -1, -1]
            "feature": [0, -1, -1]    | "feature": [0, 0, -1]
            "feature": [0, -1, -1]    | "feature": [-1, -1, -1]
            "feature": [0, -1, -1]    | "feature": [0, -1, 0]
            "missing_left": [1, 0, 0] | "missing_left": [2, 0, 0]
            "missing_left": [1, 0, 0] | "missing_left": [1, 0, 1]
            "cover": [3, 1, 2]        | "cover": [3, -1, 2]
            "cover": [3, 1, 2]        | "cover": []
            "output": 0               | "output": 1
            "output": 0               | "output": -1
            "output": 0               | "output": null
            "base": [0.5]             | "base": [0.5, 0.5]
            "base": [0.5]             | "base": []
            "arithmetic": "float32"   | "arithmetic": "float16"
            "takes_missing": true     | "takes_missing": 1
            """)
    void whatIsNoTreeIsRefused(String right, String wrong) {
        assertThat(ENSEMBLE).contains(right);
        assertThatThrownBy(() -> TestModels.read(ENSEMBLE.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linearModelsAddUpAndRefuseWhatTheyCannot() {
        LinearModel model = new LinearModel(
                Task.BINARY, List.of("a", "b"), Link.LOGIT, new double[] {1}, new double[][] {{2, -0.5}});
        assertThat(model.margins(new double[] {3, 4})).containsExactly(1 + 6 - 2);
        assertThat(model.predictions(new double[][] {{3, 0}, {4, 2}}, 2)[0])
                .containsExactly(1 / (1 + Math.exp(-5)), 0.5);
        assertThatThrownBy(() -> model.margins(new double[] {3, Double.NaN}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("features/b");
        assertThatThrownBy(() -> model.margins(new double[][] {{3, Double.NaN}, {4, 2}}, 2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("features/a");
        assertThatThrownBy(() -> model.margins(new double[] {1e308, 0})).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> model.margins(new double[] {1})).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void softmaxOverflowsNowhere() {
        double[] margins = {1000, 999, -1000};
        Link.SOFTMAX.apply(margins);
        double e = Math.exp(-1);
        assertThat(margins[0]).isEqualTo(1 / (1 + e));
        assertThat(margins[1]).isEqualTo(e / (1 + e));
        assertThat(margins[2]).isZero();
    }
}
