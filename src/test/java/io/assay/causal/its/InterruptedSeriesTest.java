package io.assay.causal.its;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InterruptedSeriesTest extends HttpTest {

    private static final String PATH = "/api/v1/causal/interrupted-time-series";

    /** y = 10 + 2t, and from t = 5 on 7 more and 1 more a period; months in another order than that of the rows. */
    @Test
    void findsWhatALineWasMadeWith() {
        JsonNode answer = json(post(PATH, """
                {"data": {"columns": {
                   "t": [9, 0, 1, 2, 3, 4, 5, 6, 7, 8], "y": [39, 10, 12, 14, 16, 18, 27, 30, 33, 36]}},
                 "outcome": "y", "time_col": "t", "intervention": 5}"""));
        assertThat(answer.get("estimate").doubleValue()).isCloseTo(7, within(1e-10));
        assertThat(answer.at("/coefficients/3/estimate").doubleValue()).isCloseTo(1, within(1e-10));
        assertThat(answer.at("/average_effect/estimate").doubleValue()).isCloseTo(9, within(1e-10));
        assertThat(answer.at("/final_effect/estimate").doubleValue()).isCloseTo(11, within(1e-10));
        assertThat(answer.get("standard_error").isNull()).isTrue();
        assertThat(answer.get("reason").stringValue()).contains("no residuals");
        assertThat(answer.get("durbin_watson").isNull()).isTrue();
        assertThat(answer.at("/series/2/y/9").doubleValue()).isCloseTo(28, within(1e-10));
    }

    @Test
    void wordsArePeriodsInOrder() {
        JsonNode answer = json(post(PATH, """
                {"data": {"columns": {
                   "q": ["2020-1", "2020-2", "2020-3", "2020-4", "2021-1", "2021-2", "2021-3"],
                   "y": [1, 2, 2, 4, 9, 9, 12]}},
                 "outcome": "y", "time_col": "q", "intervention": "2021-1", "lags": 1}"""));
        assertThat(answer.at("/periods/intervention").stringValue()).isEqualTo("2021-1");
        assertThat(answer.at("/periods/before").intValue()).isEqualTo(4);
        assertThat(answer.at("/basis/lags").intValue()).isEqualTo(1);
    }

    @Test
    void refusesWhatShowsNoLine() {
        isRefused("\"intervention\": 2", "[1, 2, 3, 4, 5, 6]", "/intervention", "leaves 1 periods before");
        isRefused("\"intervention\": 9", "[1, 2, 3, 4, 5, 6]", "/intervention", "after the last period");
        isRefused("\"intervention\": \"4\"", "[1, 2, 3, 4, 5, 6]", "/intervention", "must be a number");
        isRefused("\"intervention\": 4", "[1, 2, 3, 4, 4, 6]", "/unit_col", "period 4 has several rows");
        isRefused("\"intervention\": 4, \"unit\": \"a\"", "[1, 2, 3, 4, 5, 6]", "/unit_col", "beside the other");
    }

    /** "10" came before "2", and of "01" the place was taken for the period. */
    @Test
    void numbersThatAreText() {
        isRefused(
                "\"intervention\": 9",
                "[\"8\", \"9\", \"10\", \"11\", \"12\", \"13\"]",
                "/time_col",
                "text, in which 8 comes late");
        JsonNode numbers = json(post(PATH, padded("4, 5, 6, 7, 8, 9, 10", "7")));
        JsonNode words = json(post(PATH, padded("\"04\", \"05\", \"06\", \"07\", \"08\", \"09\", \"10\"", "\"07\"")));
        assertThat(words.get("estimate")).isEqualTo(numbers.get("estimate"));
        assertThat(words.at("/periods/intervention").stringValue()).isEqualTo("07");
    }

    private static String padded(String periods, String intervention) {
        return "{\"data\": {\"columns\": {\"t\": [%s], \"y\": [1, 3, 2, 7, 9, 8, 11]}}, \"outcome\": \"y\", \"time_col\": \"t\", \"intervention\": %s}"
                .formatted(periods, intervention);
    }

    private void isRefused(String more, String periods, String pointer, String detail) {
        HttpResponse<String> response = post(
                PATH,
                "{\"data\": {\"columns\": {\"t\": %s, \"y\": [1, 3, 2, 7, 9, 8]}}, \"outcome\": \"y\", \"time_col\": \"t\", %s}"
                        .formatted(periods, more));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"").contains(detail);
    }
}
