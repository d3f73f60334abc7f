package io.assay.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantDeserializerTest {

    record Moment(@Nullable Instant at) {}

    private static Moment bind(String value) {
        return Binders.create().bind(("{\"at\":" + value + "}").getBytes(StandardCharsets.UTF_8), Moment.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05T09:00:00Z,2026-10-05T09:00:00Z",
        "2026-10-05T09:00:00.123456789Z,2026-10-05T09:00:00.123456789Z",
        "2026-10-05T09:00:00+02:00,2026-10-05T07:00:00Z",
    })
    void takesATime(String text, Instant at) {
        assertThat(bind("\"" + text + "\"").at()).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1790000000.5",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\"1790000000\"",
                "\"yesterday\"",
                "\"2026-10-05\"",
                "\"2026-10-05T09:00:00\"",
                "\"2026-10-05T09:00Z\"",
                "\"2026-02-30T09:00:00Z\"",
                "\"2026-10-05T24:00:00Z\"",
                "\"+12026-10-05T09:00:00Z\"",
            })
    void refusesAnythingElse(String value) {
        assertThatThrownBy(() -> bind(value)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(ProblemType.INVALID_BODY);
            assertThat(refused.errors()).singleElement().satisfies(error -> {
                assertThat(error.pointer()).isEqualTo("/at");
                assertThat(error.detail()).startsWith("must be a time such as \"2026-10-05T09:00:00Z\", not ");
            });
        });
    }
}
