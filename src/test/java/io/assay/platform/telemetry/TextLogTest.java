package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLogTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) ";

    private static String logged(
            String logger, String message, @Nullable Throwable failure, Map<String, String> context) {
        LoggerContext loggers = new LoggerContext();
        ThrowableProxyConverter traces = new ThrowableProxyConverter();
        traces.setContext(loggers);
        traces.start();
        LoggingEvent event =
                new LoggingEvent("x", loggers.getLogger(logger), Level.WARN, message, failure, new Object[0]);
        event.setMDCPropertyMap(context);
        return new TextLog(traces).format(event);
    }

    @Test
    void saysWhenWhoWhatAndForWhichRequest() {
        String line = logged(
                "io.assay.platform.problem.ProblemAdvice",
                "it failed",
                null,
                Map.of("request_id", "order-7", "traceId", "0af7651916cd43dd8448eb211c80319c"));

        assertThat(line)
                .matches(TIME
                        + " WARN \\d+ --- \\[.*] io\\.assay\\.platform\\.problem\\.ProblemAdvice"
                        + " \\[order-7 0af7651916cd43dd8448eb211c80319c] : it failed\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb", "a\r\nb", "a\rb", "a\u001b[2Kb", "a\u0000b", "a\u0085b", "a\u2028b", "a\u202eb", "a\bb"})
    void noTextOfAnEventBeginsALine(String text) {
        String line = logged("caller", text, null, Map.of("request_id", text));

        assertThat(line.strip())
                .doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u202e]")
                .contains("a\\");
    }

    @Test
    void linesOfAStackTraceAreIndented() {
        Throwable failure = new IllegalStateException(
                "a\n2026-11-24T00:00:00.000Z ERROR forged", new IllegalArgumentException("b\r\nforged\u001b[31m"));

        List<String> lines =
                logged("caller", "it failed", failure, Map.of()).lines().toList();

        assertThat(lines.getFirst()).matches(TIME + ".* : it failed");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.startsWith("\t"))
                .noneMatch(line -> line.contains("\u001b"))
                .anyMatch(line -> line.startsWith("\tCaused by: java.lang.IllegalArgumentException: b"));
    }

    @Test
    void whatIsMeantToBeCopiedStaysAsItIs() {
        assertThat(logged("io.assay.platform.web.Welcome", "ready\n  curl", null, Map.of()))
                .endsWith(" : ready\n  curl" + System.lineSeparator());
    }
}
