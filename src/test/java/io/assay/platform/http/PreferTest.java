package io.assay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 7240 says of the header Prefer. */
class PreferTest {

    /** The examples of sections 4.1 and 4.3 of the RFC are among them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "respond-async              | true  | 0  | respond-async",
                "Respond-Async              | true  | 0  | respond-async",
                "respond-async=\"\"         | true  | 0  | respond-async",
                "respond-async=             | true  | 0  | respond-async",
                "respond-async; foo=bar     | true  | 0  | respond-async",
                "respond-async, wait=10     | false | 10 | respond-async, wait=10",
                "wait=10, respond-async     | false | 10 | respond-async, wait=10",
                "wait=100, respond-async    | false | 60 | respond-async, wait=60",
                "wait=0                     | false | 0  | wait=0",
                "WAIT = \"7\" ; a           | false | 7  | wait=7",
                "wait=3, wait=9             | false | 3  | wait=3",
                "wait=3;wait=9              | false | 3  | wait=3",
                "foo=\"a,wait=9\", wait=4   | false | 4  | wait=4",
                "foo=\"\\\",wait=9\",wait=4 | false | 4  | wait=4",
                ",, ,wait=5,                | false | 5  | wait=5",
                "return=minimal, wait=5     | false | 5  | wait=5",
                "wait=999999999             | false | 60 | wait=60"
            })
    void readsPreferences(String header, boolean async, int seconds, String applied) {
        assertThat(PreferArgument.parse(List.of(header)))
                .isEqualTo(new Prefer(async, Duration.ofSeconds(seconds), applied));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "return=minimal",
                "wait",
                "wait=",
                "wait=ten",
                "wait=-1",
                "wait=1.5",
                "wait=9999999999",
                "wait 5",
                "wait=5 5",
                "=5",
                "respond-async=no",
                "respond async",
                "\"respond-async\"",
                "wait=\"5",
                "foo=\"a, wait=5",
                "wait=\u0661"
            })
    void ignoresWhatIsMalformedOrUnknown(String header) {
        assertThat(PreferArgument.parse(List.of(header))).isEqualTo(Prefer.none());
    }

    @Test
    void readsAllLinesOfTheHeader() {
        assertThat(PreferArgument.parse(List.of("foo", "respond-async", "wait=2", "wait=8")))
                .isEqualTo(new Prefer(false, Duration.ofSeconds(2), "respond-async, wait=2"));
        assertThat(PreferArgument.parse(List.of())).isEqualTo(Prefer.none());
        assertThat(Prefer.none().longest()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsTheWorstInNoTime() {
        for (String part : List.of("\"\\\"", "\"", "\\", ",", "a=\"b\",", "a;", "=", "wait=1 ")) {
            long begun = System.nanoTime();
            PreferArgument.parse(List.of(part.repeat(8_000 / part.length())));
            PreferArgument.parse(List.of(part.repeat(999 / part.length())));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
