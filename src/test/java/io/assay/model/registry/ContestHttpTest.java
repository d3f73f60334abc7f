package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** On which rows a candidate is held against the champion. */
class ContestHttpTest extends PromotionApi {

    /** Rows that either learned from have no part, be they known by their place or by what is in them. */
    @Test
    void judgesOnRowsThatNeitherLearnedFrom() {
        String name = "unseen";
        register(name, weak);
        register(name, trained(Churn.training(DATA, "calls", "price").put("seed", 7)));
        promoted(name, 1, 201);
        JsonNode shared = promoted(name, 2, 409);
        int judged = shared.at("/promotion/rows/judged").intValue();
        assertThat(judged).isBetween(10, 80);

        ObjectNode fresh = JSON.createObjectNode().put("version", 2);
        fresh.set("data", Churn.customers(400, 2));
        JsonNode granted = asked(MODELS + name + "/promotions", fresh, 201);
        assertThat(granted.at("/rows/judged").intValue()).isEqualTo(400);
        assertThat(granted.at("/rows/own_training").booleanValue()).isFalse();

        // The last 300 are rows that both were given in training, now in another table: known by their content,
        // whatever came.
        ObjectNode mixed = Churn.customers(400, 3);
        ObjectNode old = (ObjectNode) DATA.path("columns");
        ((ObjectNode) mixed.path("columns")).propertyStream().forEach(column -> {
            for (int row = 0; row < 300; row++) {
                JsonNode value = old.path(column.getKey()).get(row);
                boolean isOther = column.getKey().equals("left") && row % 2 == 0;
                ((ArrayNode) column.getValue())
                        .add(isOther ? JSON.valueToTree(value.stringValue().equals("yes") ? "no" : "yes") : value);
            }
        });
        register(name, strong);
        ObjectNode again = JSON.createObjectNode().put("version", 3);
        again.set("data", mixed);
        JsonNode third = asked(MODELS + name + "/promotions", again, 201);
        assertThat(third.at("/rows/given").intValue()).isEqualTo(700);
        assertThat(third.at("/rows/learned_by_candidate").intValue()).isBetween(200, 280);
        assertThat(third.at("/rows/judged").intValue()).isBetween(400, 440);
    }

    /** Nothing was learned from rows without an outcome, and they are not judged. */
    @Test
    void rowsWithoutAnOutcomeHaveNoPart() {
        ObjectNode data = Churn.customers(900, 8);
        ArrayNode left = (ArrayNode) data.at("/columns/left");
        IntStream.range(0, 100).forEach(left::setNull);
        String name = "unknown-outcomes";
        register(name, trained(Churn.training(data, "price")));
        register(name, trained(Churn.training(data, "calls", "price")));
        promoted(name, 1, 201);
        JsonNode second = promoted(name, 2, 201);
        assertThat(second.at("/rows/given").intValue()).isEqualTo(900);
        assertThat(second.at("/rows/learned_by_candidate").intValue()).isEqualTo(640);
        assertThat(second.at("/rows/learned_by_champion").intValue()).isEqualTo(640);
        assertThat(second.at("/rows/judged").intValue()).isEqualTo(160);
    }

    /** Other probabilities, the same order: an area that is the same without any doubt. */
    @Test
    void whatWasOnlyCalibratedAnewIsNotWorse() {
        String name = "recalibrated";
        register(name, strong);
        register(name, trained(Churn.training(DATA, "calls", "price").put("calibration", "sigmoid")));
        promoted(name, 1, 201);
        ObjectNode request = JSON.createObjectNode().put("version", 2);
        request.putObject("policy").put("calibrated", false);
        JsonNode second = asked(MODELS + name + "/promotions", request, 201);
        assertThat(check(second, "not_worse_than_champion").path("evidence").stringValue())
                .contains("there is no difference on any of the 180 rows");
        assertThat(second.at("/against/compared/difference").doubleValue()).isZero();
    }

    /** What it foretold is known still. */
    @Test
    void aDamagedChampionIsFollowedByWhatForetellsTheSame() {
        String name = "damaged-champion";
        String run = trained(Churn.training(DATA, "price"));
        register(name, run);
        register(name, trained(Churn.training(DATA, "calls", "price").put("positive", "no")));
        register(name, strong);
        promoted(name, 1, 201);
        damage(run, "feature-means.json");
        JsonNode other = promoted(name, 2, 409).path("promotion");
        assertThat(check(other, "same_target").path("status").stringValue()).isEqualTo("fail");
        JsonNode same = promoted(name, 3, 201);
        assertThat(check(same, "same_target").path("status").stringValue()).isEqualTo("pass");
        assertThat(check(same, "not_worse_than_champion").path("status").stringValue())
                .isEqualTo("warn");
    }

    @Test
    void cannotCompareWhatTheRowsDoNotTell() {
        String name = "untold";
        register(name, weak);
        register(name, strong);
        promoted(name, 1, 201);
        for (ObjectNode data : List.of(Churn.customers(20, 4), without("price"), ofOneClass())) {
            ObjectNode request = JSON.createObjectNode().put("version", 2);
            request.set("data", data);
            JsonNode refused = asked(MODELS + name + "/promotions", request, 409);
            JsonNode check = check(refused.path("promotion"), "not_worse_than_champion");
            assertThat(check.path("evidence").stringValue()).contains("cannot be compared");
            assertThat(check.path("advice").stringValue()).startsWith("Give data");
        }
        ObjectNode nothing = JSON.createObjectNode().put("version", 2);
        nothing.putObject("data").put("dataset", "ds-none");
        asked(MODELS + name + "/promotions", nothing, 422);
        assertThat(champion(name)).isEqualTo(1);
    }

    private static ObjectNode without(String column) {
        ObjectNode data = Churn.customers(100, 5);
        ((ObjectNode) data.path("columns")).remove(column);
        return data;
    }

    private static ObjectNode ofOneClass() {
        ObjectNode data = Churn.customers(100, 6);
        var left = ((ObjectNode) data.path("columns")).putArray("left");
        IntStream.range(0, 100).forEach(row -> left.add("no"));
        return data;
    }
}
