package io.assay.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a training leaves behind for later rows to be held against. */
class ReferenceHttpTest extends ModelApi {

    private static final String TRAIN = "/api/v1/models/train";

    private ObjectNode request() {
        return titanic("{\"algorithm\": \"logistic_regression\", \"explain\": true}");
    }

    private String artifact(JsonNode run, String name) {
        return get("/api/v1/models/runs/" + run.get("id").asString() + "/artifacts/" + name)
                .body();
    }

    /** The deciles are worked out here by their definition: numpy's linear interpolation of the sorted training rows. */
    @Test
    void isOfTheTrainingRowsAndNoOthers() {
        ObjectNode request = request();
        JsonNode run = asked(TRAIN, request, 201);
        JsonNode reference = JSON.readTree(artifact(run, "reference.json"));
        Set<Integer> heldOut = new HashSet<>();
        List<Double> said = new ArrayList<>();
        artifact(run, "predictions.csv")
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .forEach(cells -> {
                    heldOut.add(Integer.valueOf(cells.get(0)));
                    said.add(Double.valueOf(cells.get(2)));
                });
        JsonNode columns = request.at("/data/columns");
        int[] trained = IntStream.range(0, columns.get("age").size())
                .filter(row -> !columns.get("survived").get(row).isNull() && !heldOut.contains(row))
                .toArray();
        assertThat(reference.get("trained").asInt()).isEqualTo(trained.length);
        assertThat(reference.get("held_out").asInt()).isEqualTo(heldOut.size());

        JsonNode age = named(reference.get("columns"), "age");
        double[] ages = Arrays.stream(trained)
                .filter(row -> !columns.get("age").get(row).isNull())
                .mapToDouble(row -> columns.get("age").get(row).asDouble())
                .toArray();
        double[] edges = deciles(ages);
        assertThat(doubles(age.get("edges"))).containsExactly(edges);
        requireCounts(age, ages, edges, trained.length - ages.length);
        assertThat(age.get("kind").asString()).isEqualTo("number");

        JsonNode sex = named(reference.get("columns"), "sex");
        for (int level = 0; level < 2; level++) {
            String word = sex.get("levels").get(level).asString();
            assertThat(sex.get("counts").get(level).asLong())
                    .isEqualTo(Arrays.stream(trained)
                            .filter(row ->
                                    columns.get("sex").get(row).asString().equals(word))
                            .count());
        }
        assertThat(sex.get("counts").get(0).asLong())
                .isGreaterThan(sex.get("counts").get(1).asLong());

        double[] scores = said.stream().mapToDouble(Double::doubleValue).toArray();
        JsonNode score = reference.at("/scores/0");
        assertThat(score.get("column").asString()).isEqualTo("yes");
        assertThat(doubles(score.get("edges"))).containsExactly(deciles(scores));
        requireCounts(score, scores, deciles(scores), 0);

        double shares = 0;
        for (JsonNode column : reference.get("columns")) {
            JsonNode told =
                    named(run.at("/explanation/columns"), column.get("column").asString());
            assertThat(column.get("share").asDouble())
                    .isEqualTo(told.get("share").asDouble());
            shares += column.get("share").asDouble();
        }
        assertThat(shares).isBetween(0.999999, 1.000001);
    }

    private static void requireCounts(JsonNode profile, double[] values, double[] edges, long missing) {
        long[] counts = new long[edges.length + 2];
        for (double value : values) {
            counts[(int) Arrays.stream(edges).filter(edge -> edge < value).count()]++;
        }
        counts[edges.length + 1] = missing;
        assertThat(profile.get("counts")).hasSize(counts.length);
        for (int bin = 0; bin < counts.length; bin++) {
            assertThat(profile.get("counts").get(bin).asLong()).isEqualTo(counts[bin]);
        }
    }

    private static double[] deciles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return IntStream.range(1, 10)
                .mapToDouble(decile -> {
                    double place = (sorted.length - 1) * (decile / 10.0);
                    int below = (int) place;
                    double step = sorted[below + 1] - sorted[below];
                    double fraction = place - below;
                    return fraction < 0.5 ? sorted[below] + step * fraction : sorted[below + 1] - step * (1 - fraction);
                })
                .distinct()
                .toArray();
    }

    private static double[] doubles(JsonNode array) {
        return array.values().stream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static JsonNode named(JsonNode columns, String name) {
        return columns.values().stream()
                .filter(column -> column.get("column").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sameRequestSameBytes() {
        String one = artifact(asked(TRAIN, request(), 201), "reference.json");
        assertThat(artifact(asked(TRAIN, request(), 201), "reference.json")).isEqualTo(one);
    }

    @Test
    void withoutExplanationNoShareIsKnown() {
        JsonNode run = asked(TRAIN, titanic("{\"algorithm\": \"logistic_regression\", \"explain\": false}"), 201);
        JsonNode reference = JSON.readTree(artifact(run, "reference.json"));
        assertThat(reference.at("/columns/0/share").isNull()).isTrue();
        assertThat(reference.at("/scores/0/edges")).isNotEmpty();
    }
}
