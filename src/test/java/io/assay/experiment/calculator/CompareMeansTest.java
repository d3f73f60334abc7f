package io.assay.experiment.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the comparison of means refuses and where it answers null; its figures are pinned by reference cases. */
class CompareMeansTest extends HttpTest {

    private static final String SUMS = "{'sums': {'n': 100, 'sum': 10, 'sum_squares': 50}}";
    private static final String TWO = "{'moments': {'n': 10, 'sums': [1, 2], 'cross_products': [[5], [1, 6]]}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'metric': 'quantile', 'control': SUMS, 'treatment': SUMS                    | /quantile
            'metric': 'mean', 'quantile': 0.5, 'control': SUMS, 'treatment': SUMS       | /quantile
            'metric': 'quantile', 'quantile': 0.5, 'control': SUMS, 'treatment': SUMS   | /control
            'metric': 'ratio', 'control': SUMS, 'treatment': SUMS                       | /control
            'metric': 'proportion', 'control': SUMS, 'treatment': SUMS                  | /control
            'metric': 'mean', 'control': {}, 'treatment': SUMS                          | /control
            'metric': 'mean', 'control': SUMS, 'treatment': TWO                         | /treatment
            'metric': 'mean', 'adjustment': {'kind': 'cuped'}, 'control': SUMS, 'treatment': SUMS | /adjustment/kind
            'metric': 'mean', 'adjustment': {'kind': 'cuped', 'theta': [1, 2]}, 'control': TWO, 'treatment': TWO \
            | /adjustment/theta
            'metric': 'mean', 'adjustment': {'kind': 'post_stratification'}, 'control': SUMS, 'treatment': SUMS \
            | /control
            'metric': 'mean', 'control': {'moments': {'n': 10, 'sums': [1], 'cross_products': [[0.01]]}}, \
            'treatment': SUMS                                                           | /control/moments/cross_products/0/0
            'metric': 'mean', 'tolerated_loss': 1e308, 'control': SUMS, 'treatment': SUMS | /tolerated_loss
            """)
    void refuses(String members, String pointer) {
        HttpResponse<String> response = compare(members);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(json(response).findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void nothingVaries() {
        String constant = "{'sums': {'n': 100, 'sum': 500, 'sum_squares': 2500}}";
        JsonNode answer =
                json(compare("'metric': 'mean', 'control': %s, 'treatment': %s".formatted(constant, constant)));
        assertThat(answer.at("/absolute").isNull()).isTrue();
        assertThat(answer.at("/control/value").asDouble()).isEqualTo(5);
        assertThat(answer.at("/warnings/0").asString()).startsWith("absolute is null: nothing varies");
    }

    /** The rise of a negative mean is positive. */
    @Test
    void negativeControlMean() {
        JsonNode answer =
                json(compare("'metric': 'mean', 'control': {'sums': {'n': 100, 'sum': -500, 'sum_squares': 2700}}, "
                        + "'treatment': {'sums': {'n': 100, 'sum': -400, 'sum_squares': 2000}}"));
        assertThat(answer.at("/relative/estimate").asDouble()).isEqualTo(0.2);
        assertThat(answer.at("/relative/interval/lower").asDouble()).isPositive();
        assertThat(answer.at("/log_ratio_interval").isNull()).isTrue();
    }

    private HttpResponse<String> compare(String members) {
        String body = "{%s}".formatted(members).replace("SUMS", SUMS).replace("TWO", TWO);
        return post("/api/v1/experiments/calculators/compare-means", body.replace('\'', '"'));
    }
}
