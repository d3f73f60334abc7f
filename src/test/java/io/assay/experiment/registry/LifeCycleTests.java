package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.json.CanonicalJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever happens to an experiment: what a readout says of the frozen plan is what it says of a twin whose plan nobody
 * amended, the hash can be made again from the export, and replay gives the stored bytes.
 */
class LifeCycleTests extends Api {

    private static final int ACTS = 14;

    private static final List<String> DECIDED_BY_A_LOOK = List.of("alpha", "plan", "planned_total_n");

    @Autowired
    private CanonicalJson canonical;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void whatIsSaidHangsOnThePlanAndTheFiguresAlone(long seed) {
        RandomLife life = new RandomLife(seed);
        String amended = key();
        String twin = key();
        for (String key : List.of(amended, twin)) {
            created(post(PATH, life.definition(key)));
            ok(post(PATH + "/" + key + "/start", ""));
        }
        JsonNode planAtFirstLook = null;
        for (int act = 0; act < ACTS; act++) {
            if (act == ACTS - 3 && life.chance(2)) {
                ok(post(PATH + "/" + amended + "/stop", ""));
                ok(post(PATH + "/" + twin + "/stop", ""));
            }
            String figures = null;
            switch (life.next()) {
                case READ -> {
                    life.grow();
                    figures = life.figures(null);
                }
                case READ_SAME -> {
                    if (planAtFirstLook == null) {
                        life.grow();
                    }
                    figures = life.figures(null);
                }
                case READ_FEWER -> {
                    life.shrink();
                    figures = planAtFirstLook == null
                            ? life.figures(null)
                            : life.figures("\"correction\":{\"reason\":\"r\"}");
                }
                case READ_BLINDED -> {
                    life.grow();
                    String blinded = life.figures("\"blinded\":true");
                    assertThat(said(json(read(amended, blinded)))).isEqualTo(said(json(read(twin, blinded))));
                }
                case AMEND -> created(post(PATH + "/" + amended + "/amendments", life.amendment()));
            }
            if (figures != null) {
                JsonNode one = json(read(amended, figures));
                assertThat(said(one)).isEqualTo(said(json(read(twin, figures))));
                JsonNode plan =
                        one.path("amended").isNull() ? experiment(amended).path("plan") : one.at("/amended/plan");
                if (planAtFirstLook == null) {
                    planAtFirstLook = plan;
                }
                for (String decided : DECIDED_BY_A_LOOK) {
                    assertThat(plan.path(decided)).as(decided).isEqualTo(planAtFirstLook.path(decided));
                }
                assertThat(primary(plan)).isEqualTo(primary(planAtFirstLook));
            }
        }
        LookChecks.areConsistent(experiment(amended).path("looks"));
        checkExport(amended);
        checkExport(twin);
    }

    /** Of an answer what must not hang on amendments. */
    private static JsonNode said(JsonNode answer) {
        ObjectNode said = (ObjectNode) answer.deepCopy();
        assertThat(said.has("number")).as(answer.toString()).isTrue();
        said.remove(List.of("experiment", "number", "at", "status", "plan_sha256", "amended", "amendments"));
        if (said.path("ledger_entry") instanceof ObjectNode look) {
            look.remove(List.of("at", "amended", "readout"));
        }
        return said;
    }

    private static JsonNode primary(JsonNode plan) {
        for (JsonNode metric : plan.path("metrics")) {
            if (metric.path("role").asString().equals("primary")) {
                return metric;
            }
        }
        throw new AssertionError("no primary metric in " + plan);
    }

    private void checkExport(String key) {
        String export = get(PATH + "/" + key + "/export").body();
        JsonNode bundle = JsonMapper.shared().readTree(export);
        assertThat(canonical.sha256(bundle.path("plan")))
                .isEqualTo(bundle.path("plan_sha256").asString());
        bundle.path("readouts")
                .forEach(readout -> assertThat(get(PATH + "/" + key + "/readouts/"
                                        + readout.path("number").asInt())
                                .body())
                        .isEqualTo(raw(export, readout.path("number").asInt())));
        assertThat(post(PATH + "/replay", export).body()).isEqualTo(export);
    }

    /** The bytes of an answer in an export. */
    private static String raw(String export, int number) {
        String begins = "{\"experiment\":\"";
        int at = -1;
        for (int i = 0; i < number; i++) {
            at = export.indexOf("\"answer\":" + begins, at + 1);
        }
        int start = at + "\"answer\":".length();
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < export.length(); i++) {
            char character = export.charAt(i);
            if (character == '\\') {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += character == '{' ? 1 : character == '}' ? -1 : 0;
                if (depth == 0) {
                    return export.substring(start, i + 1);
                }
            }
        }
        throw new AssertionError("the export has no readout " + number);
    }
}
