package io.assay.data.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Profiles over HTTP against pandas 3.0.6 (describe, skew, value_counts), numpy 2.4.6 (quantile, histogram), scipy 1.17.1
 * (contingency.association, pearsonr) and scikit-learn 1.9.1 (roc_auc_score); eta squared by pandas' groups. Tolerance
 * 1e-12, relative.
 */
class ProfileTest extends DatasetHttp {

    private static final double CLOSE = 1e-12;

    private JsonNode profile(byte[] csv, String query) {
        HttpResponse<String> stored = upload("", "text/csv", csv);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        HttpResponse<String> profile =
                send(request(PATH + "/" + json(stored).path("id").asString() + "/profile" + query)
                        .POST(BodyPublishers.noBody())
                        .build());
        assertThat(profile.statusCode()).as(profile.body()).isEqualTo(200);
        return json(profile);
    }

    private JsonNode titanic(String query) throws IOException {
        return profile(Files.readAllBytes(Path.of("docs/data/titanic_survival.csv")), query);
    }

    private static JsonNode column(JsonNode profile, String name) {
        for (JsonNode column : profile.path("columns")) {
            if (column.path("name").asString().equals(name)) {
                return column;
            }
        }
        throw new AssertionError("no column " + name);
    }

    private static void isClose(JsonNode actual, double expected) {
        assertThat(actual.doubleValue()).isCloseTo(expected, within(CLOSE * Math.max(1, Math.abs(expected))));
    }

    @Test
    void numbers() throws IOException {
        JsonNode age = column(titanic(""), "age");
        assertThat(age.path("count").intValue()).isEqualTo(1046);
        assertThat(age.path("missing").intValue()).isEqualTo(263);
        assertThat(age.path("distinct").intValue()).isEqualTo(98);
        JsonNode numbers = age.path("numbers");
        isClose(numbers.path("mean"), 29.881134512434034);
        isClose(numbers.path("standard_deviation"), 14.413499699911796);
        isClose(numbers.path("skewness"), 0.407671886502696);
        isClose(numbers.path("minimum"), 0.166700006);
        isClose(numbers.path("maximum"), 80);
        double[] quantiles = {0.916700006, 5, 21, 28, 39, 57, 65};
        int place = 0;
        for (JsonNode quantile : numbers.path("quantiles")) {
            isClose(quantile, quantiles[place++]);
        }
        assertThat(numbers.path("histogram").values().stream()
                        .map(bin -> bin.path("count").intValue()))
                .containsExactly(51, 21, 22, 40, 114, 160, 128, 122, 97, 64, 51, 57, 38, 27, 21, 20, 5, 5, 2, 1);
    }

    /** Many of its values lie on edges: 2.7 is in the bin that begins at 2.7. */
    @Test
    void binsCountByTheEdgesThatAreTold() throws IOException {
        Path file = Path.of("docs/data/mlc_churn.csv");
        double[] charges = Files.readAllLines(file).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[17]))
                .toArray();
        JsonNode histogram = column(profile(Files.readAllBytes(file), ""), "total_intl_charge")
                .at("/numbers/histogram");
        for (int i = 0; i < histogram.size(); i++) {
            JsonNode bin = histogram.get(i);
            double from = bin.path("from").doubleValue();
            double to = bin.path("to").doubleValue();
            boolean last = i == histogram.size() - 1;
            assertThat(bin.path("count").longValue())
                    .isEqualTo(Arrays.stream(charges)
                            .filter(charge -> charge >= from && (charge < to || last))
                            .count());
        }
    }

    @Test
    void words() throws IOException {
        JsonNode profile = titanic("");
        assertThat(column(profile, "passengerClass").path("top").toString())
                .isEqualTo("[{\"value\":\"3rd\",\"count\":709},{\"value\":\"1st\",\"count\":323},"
                        + "{\"value\":\"2nd\",\"count\":277}]");
        assertThat(column(profile, "name").path("flags").toString()).isEqualTo("[\"likely_id\"]");
        assertThat(profile.path("warnings").toString()).contains("name has another value in every row");
    }

    @ParameterizedTest
    @CsvSource({
        "survived, age, auc, 0.4755327963437288",
        "survived, sex, auc_of_in_sample_rate, 0.7605080346106304",
        "survived, sex, cramers_v, 0.5286930913889881",
        "survived, passengerClass, auc_of_in_sample_rate, 0.6662966625463536",
        "survived, passengerClass, cramers_v, 0.3125331535529477",
        "survived, name, auc_of_in_sample_rate, 1",
        "age, sex, eta_squared, 0.004050768945912701",
        "age, passengerClass, eta_squared, 0.171993505403766",
        "passengerClass, age, eta_squared, 0.171993505403766",
        "passengerClass, sex, cramers_v, 0.12477261581394955"
    })
    void relations(String target, String column, String measure, double expected) throws IOException {
        JsonNode found = column(titanic("?target=" + target), column).path("relations");
        JsonNode relation = found.values().stream()
                .filter(each -> each.path("measure").asString().equals(measure))
                .findFirst()
                .orElseThrow();
        isClose(relation.path("value"), expected);
    }

    @Test
    void correlations() throws IOException {
        JsonNode profile = profile(Files.readAllBytes(Path.of("docs/data/mlc_churn.csv")), "?target=total_day_minutes");
        isClose(column(profile, "total_eve_minutes").at("/relations/0/value"), -0.010750427386866468);
        isClose(column(profile, "total_day_charge").at("/relations/0/value"), 0.9999999509831993);
        isClose(column(profile, "total_day_minutes").at("/numbers/skewness"), -0.011730827167578775);
    }

    /** Whose sums of powers have no digits left. */
    @Test
    void numbersFarFromZero() {
        JsonNode numbers = column(
                        profile("a\n1000000004\n1000000007\n1000000013\n1000000016\n1000000040\n".getBytes(UTF_8), ""),
                        "a")
                .path("numbers");
        isClose(numbers.path("mean"), 1000000016.0);
        isClose(numbers.path("standard_deviation"), 14.230249470757707);
        isClose(numbers.path("skewness"), 1.6396995274947155);
    }

    @Test
    void whatIsUndefinedIsNullWithAReason() {
        JsonNode profile = profile("constant,none,two\n5,,1\n5,,\n5,,3\n".getBytes(UTF_8), "?target=two");
        JsonNode constant = column(profile, "constant");
        assertThat(constant.at("/numbers/skewness").isNull()).isTrue();
        assertThat(constant.at("/reasons/numbers.skewness").asString()).isEqualTo("all values are the same");
        assertThat(constant.path("flags").toString()).isEqualTo("[\"constant\"]");
        assertThat(constant.at("/relations/0/value").isNull()).isTrue();
        assertThat(constant.at("/relations/0/reason").asString()).isNotEmpty();
        JsonNode none = column(profile, "none");
        assertThat(none.at("/numbers/mean").isNull()).isTrue();
        assertThat(none.path("flags").toString()).isEqualTo("[\"all_missing\"]");
        assertThat(none.at("/relations/0/rows").intValue()).isZero();
        assertThat(column(profile, "two").at("/reasons/numbers.skewness").asString())
                .isEqualTo("there are fewer than three values");
    }

    @Test
    void theLargestNumbersThereAre() {
        JsonNode numbers = column(profile("a\n1.7e308\n-1.7e308\n0\n".getBytes(UTF_8), ""), "a")
                .path("numbers");
        assertThat(numbers.path("histogram").values().stream()
                        .mapToInt(bin -> bin.path("count").intValue())
                        .sum())
                .isEqualTo(3);
        assertThat(numbers.path("standard_deviation").isNull()).isTrue();
    }

    @Test
    void anUnknownTargetIsRefusedWithTheNearest() {
        HttpResponse<String> stored = upload("", "text/csv", "age,sex\n1,m\n2,f\n");
        String path = PATH + "/" + json(stored).path("id").asString() + "/profile";
        HttpResponse<String> refused =
                send(request(path + "?target=aeg").POST(BodyPublishers.noBody()).build());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("did you mean age?");
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(send(request(path + "?target=sex&positive=x")
                                .POST(BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void manyColumns() {
        String names = String.join(
                ",",
                IntStream.range(0, 200)
                        .mapToObj(place -> "a b\"c" + place)
                        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                        .toList());
        String values = String.join(
                ",", IntStream.range(0, 200).mapToObj(Integer::toString).toList());
        assertThat(profile((names + "\n" + values + "\n" + values + "\n").getBytes(UTF_8), "")
                        .path("columns")
                        .size())
                .isEqualTo(200);
    }
}
