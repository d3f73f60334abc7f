package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.HttpTest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CompareHttpTest extends HttpTest {

    private static final String DRIFT = "/api/v1/models/drift";

    private static String numbers(int rows, int step, int modulus, double shift, int missing) {
        return IntStream.range(0, rows + missing)
                .mapToObj(i -> i < rows ? Double.toString(i * step % modulus / 8.0 + shift) : "null")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The figures of {@code DriftTest}, through HTTP: scipy 1.17.1 and numpy 2.4.6; relative 1e-12. */
    @Test
    void figuresAreScipys() {
        HttpResponse<String> answer = post(
                DRIFT,
                "{\"reference\":{\"columns\":{\"x\":%s}},\"current\":{\"columns\":{\"x\":%s}}}"
                        .formatted(numbers(400, 37, 101, 0, 20), numbers(250, 53, 97, 0.75, 30)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode column = json(answer).at("/columns/0");
        assertThat(column.at("/psi/value").asDouble()).isCloseTo(0.09266123062767692, within(1e-13));
        assertThat(column.at("/psi/expected").asDouble()).isCloseTo(10 * (1 / 420.0 + 1 / 280.0), within(1e-15));
        assertThat(column.at("/ks/statistic").asDouble()).isCloseTo(0.06, within(1e-15));
        assertThat(column.at("/ks/p_value").asDouble()).isCloseTo(0.6144702956966372, within(1e-12));
        assertThat(column.at("/chi_square/statistic").asDouble()).isCloseTo(14.97013674307353, within(1e-11));
        assertThat(column.at("/chi_square/p_value").asDouble()).isCloseTo(0.13315441605210446, within(1e-12));
        assertThat(column.at("/jensen_shannon").asDouble()).isCloseTo(0.12761247377720097, within(1e-12));
        assertThat(column.at("/wasserstein").asDouble()).isCloseTo(0.44975, within(1e-12));
        assertThat(column.at("/missing").asDouble()).isCloseTo(30 / 280.0, within(1e-15));
        assertThat(json(answer).at("/verdict").asString()).isEqualTo("stable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[1,2]}|{\"b\":[1]}|/current",
                "{\"a\":[1,2]}|{\"a\":[\"x\"]}|/reference",
                "{}|{\"a\":[1]}|/reference/columns",
                "{\"a\":[1,2]}|{\"a\":[1]},\"weights\":{\"b\":1}|/weights",
                "{\"a\":[1,2]}|{\"a\":[1]},\"weights\":{\"a\":0}|/weights",
                "{\"a\":[1,2]}|{\"a\":[1]},\"scores\":[\"a\"]|/scores",
                "{\"a\":[1,2]}|{\"a\":[1]},\"scores\":[\"s\"]|/scores/0"
            })
    void refusesWhatCannotBeCompared(String reference, String rest, String pointer) {
        int end = rest.indexOf("},\"");
        String current = end < 0 ? rest : rest.substring(0, end + 1);
        HttpResponse<String> answer = post(
                DRIFT,
                "{\"reference\":{\"columns\":%s},\"current\":{\"columns\":%s}%s}"
                        .formatted(reference, current, end < 0 ? "" : rest.substring(end + 1)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void columnsThatAreMissingThroughoutAreRead() {
        HttpResponse<String> answer = post(
                DRIFT,
                "{\"reference\":{\"columns\":{\"a\":[\"x\",\"y\"],\"b\":[null,null]}},\"current\":{\"columns\":{\"a\":[null],\"b\":[\"z\"]}}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/verdict").isNull()).isTrue();
        assertThat(json(answer).at("/reasons/0").asString()).contains("too few");
    }

    private static String days(int from, int days) {
        return IntStream.range(from, from + days)
                .mapToObj(day -> "\"%s\"".formatted(LocalDate.EPOCH.plusDays(day)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** As of stored datasets: that other days come is no drift, that none do is. Text that is no time is a category. */
    @Test
    void timesInlineAreTimes() {
        String missing = IntStream.range(0, 300).mapToObj(i -> "null").collect(Collectors.joining(",", "[", "]"));
        String words = days(0, 299).replace("]", ",\"never\"]");
        HttpResponse<String> answer = post(
                DRIFT,
                "{\"reference\":{\"columns\":{\"at\":%s,\"gone\":%s,\"word\":%s}},\"current\":{\"columns\":{\"at\":%s,\"gone\":%s,\"word\":%s}}}"
                        .formatted(days(0, 300), days(0, 300), words, days(300, 300), missing, days(0, 300)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Map<String, String> read = new TreeMap<>();
        json(answer)
                .get("columns")
                .forEach(column -> read.put(
                        column.get("column").asString(),
                        column.get("kind").asString() + " "
                                + column.get("drift").asString()));
        assertThat(read)
                .containsEntry("at", "time none")
                .containsEntry("gone", "time large")
                .hasEntrySatisfying("word", kind -> assertThat(kind).startsWith("category"));
    }
}
