package io.assay.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents that a patch changed, and records that code put together, are held to the rules of request bodies. */
class MergedBodyTest {

    record Plan(@NotNull @Positive Long plannedN, @NotNull List<@NotNull Double> looks) implements SelfValidating {

        @Override
        public void validate(Violations violations) {
            if (looks.size() > plannedN) {
                violations.reject("/looks", "must be fewer than units");
            }
        }
    }

    record Definition(
            @NotNull String key,
            @NotNull @Valid Plan plan,
            @Nullable String owner) {}

    record Amendment(@NotNull String reason, @NotNull ObjectNode changes) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final JsonNode STORED =
            JSON.readTree("{\"key\":\"a\",\"plan\":{\"planned_n\":100,\"looks\":[0.5,1.0]},\"owner\":\"zoe\"}");

    private final RequestBinder binder = Binders.create();

    private Definition merge(String patch) {
        return binder.bindMerged(STORED, body(patch), Definition.class, UnaryOperator.identity());
    }

    private ObjectNode body(String patch) {
        return binder.bind(patch.getBytes(UTF_8), ObjectNode.class);
    }

    private static List<String> errors(ProblemType type, ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        assertThat(problem.type()).isEqualTo(type);
        return problem.errors().stream()
                .map(error -> (error.pointer() + " " + error.detail()).strip())
                .toList();
    }

    @Test
    void bindsTheWholeDocument() {
        assertThat(merge("{\"plan\":{\"planned_n\":2e2},\"owner\":null}"))
                .isEqualTo(new Definition("a", new Plan(200L, List.of(0.5, 1.0)), null));
        assertThat(merge("{}")).isEqualTo(new Definition("a", new Plan(100L, List.of(0.5, 1.0)), "zoe"));
        assertThat(STORED.at("/plan/planned_n").asInt()).isEqualTo(100);
    }

    @Test
    void reportsAllErrorsOfTheMergedDocument() {
        assertThat(errors(
                        ProblemType.INVALID_BODY,
                        () -> merge("{\"key\":null,\"plan\":{\"planned_n\":0,\"looks\":[\"x\",1]},\"ownr\":\"z\"}")))
                .containsExactly(
                        "/plan/looks/0 must be a number, not the string \"x\"",
                        "/ownr is not a known field; did you mean \"owner\"?",
                        "/key is required",
                        "/plan/looks must be fewer than units",
                        "/plan/planned_n must be greater than 0");
        assertThat(errors(ProblemType.IMPOSSIBLE_INPUT, () -> merge("{\"plan\":{\"planned_n\":1}}")))
                .containsExactly("/plan/looks must be fewer than units");
    }

    @Test
    void takesOnlyObjectsForAPatchAndReadsThemStrictly() {
        assertThat(errors(ProblemType.INVALID_BODY, () -> body("[]")))
                .containsExactly("must be an object, not an array");
        assertThat(errors(ProblemType.INVALID_BODY, () -> body("null"))).containsExactly("must be an object, not null");
        assertThat(errors(ProblemType.INVALID_BODY, () -> body("{\"a\":1,\"a\":2,\"b\":{\"c\":NaN}}")))
                .containsExactly(
                        "/a is given more than once", "/b/c must be a finite number; JSON has no NaN and no Infinity");
    }

    @Test
    void keepsTheNumbersOfAFreeObjectAsTheyWereSent() {
        Amendment amendment = binder.bind(
                "{\"reason\":\"x\",\"changes\":{\"plan\":{\"planned_n\":1000.0000000000000001}}}".getBytes(UTF_8),
                Amendment.class);

        assertThat(errors(
                        ProblemType.INVALID_BODY,
                        () -> binder.bindMerged(STORED, amendment.changes(), Definition.class, "/changes"::concat)))
                .containsExactly("/changes/plan/planned_n must be an integer, not the number 1000.0000000000000001");
    }

    @Test
    void refusesWhatIsNoObjectWhereOneBelongs() {
        for (String[] example : new String[][] {
            {"[]", "/changes must be an object, not an array"},
            {"\"\"", "/changes must be an object, not the string \"\""},
            {"1", "/changes must be an object, not the number 1"},
        }) {
            assertThat(errors(
                            ProblemType.INVALID_BODY,
                            () -> binder.bind(
                                    ("{\"reason\":\"x\",\"changes\":" + example[0] + "}").getBytes(UTF_8),
                                    Amendment.class)))
                    .containsExactly(example[1]);
        }
        assertThat(errors(
                        ProblemType.IMPOSSIBLE_INPUT,
                        () -> binder.bind("{\"reason\":\"x\",\"changes\":null}".getBytes(UTF_8), Amendment.class)))
                .containsExactly("/changes is required");
    }

    @Test
    void checksRecordsThatCodePutTogether() {
        Plan sound = new Plan(2L, List.of(1.0));
        assertThat(binder.check(sound, UnaryOperator.identity())).isSameAs(sound);

        Definition wrong = new Definition("a", new Plan(1L, List.of(0.5, 1.0)), null);
        assertThat(errors(
                        ProblemType.IMPOSSIBLE_INPUT,
                        () -> binder.check(wrong, pointer -> pointer.replace("/plan", "/inference"))))
                .containsExactly("/inference/looks must be fewer than units");
    }
}
