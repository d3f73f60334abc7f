package io.assay.platform.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.ansi.AnsiColor;
import org.springframework.boot.ansi.AnsiElement;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.boot.logging.structured.StructuredLogFormatter;

/**
 * The log for people: time, level, process, thread, logger, the request's and the trace's id, message. An event begins
 * a line with its time; no text that it carries can begin another one, for control characters are written as escapes and
 * the lines of a stack trace are indented.
 */
final class TextLog implements StructuredLogFormatter<ILoggingEvent> {

    /** What they say in several lines is the program's own, and meant to be copied. */
    private static final List<String> TRUSTED = List.of(
            "io.assay.platform.web.Welcome", "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss.SSS")
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    private final TargetLengthBasedClassNameAbbreviator abbreviator = new TargetLengthBasedClassNameAbbreviator(40);

    private final ThrowableProxyConverter traces;

    private final long process = ProcessHandle.current().pid();

    TextLog(ThrowableProxyConverter traces) {
        this.traces = traces;
    }

    @Override
    public String format(ILoggingEvent event) {
        String message = String.valueOf(event.getFormattedMessage());
        StringBuilder line = new StringBuilder(200)
                .append(TIME.format(event.getInstant().atZone(ZoneId.systemDefault())))
                .append(' ')
                .append(level(event.getLevel()))
                .append(' ')
                .append(process)
                .append(" --- [")
                .append(escaped(event.getThreadName()))
                .append("] ")
                .append(abbreviator.abbreviate(event.getLoggerName()))
                .append(ids(event.getMDCPropertyMap()))
                .append(" : ")
                .append(TRUSTED.contains(event.getLoggerName()) ? message : escaped(message))
                .append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            traces.convert(event)
                    .lines()
                    .forEach(frame ->
                            line.append('\t').append(escaped(frame.strip())).append(System.lineSeparator()));
        }
        return line.toString();
    }

    private static String level(Level level) {
        AnsiElement colour = switch (level.levelInt) {
            case Level.ERROR_INT -> AnsiColor.RED;
            case Level.WARN_INT -> AnsiColor.YELLOW;
            default -> AnsiColor.GREEN;
        };
        return AnsiOutput.toString(colour, "%5s".formatted(level), AnsiColor.DEFAULT);
    }

    private static String ids(Map<String, String> context) {
        StringBuilder ids = new StringBuilder();
        for (String key : List.of(RequestId.LOGGED_AS, "traceId")) {
            String id = context.get(key);
            if (id != null) {
                ids.append(ids.isEmpty() ? " [" : " ").append(escaped(id));
            }
        }
        return ids.isEmpty() ? "" : ids.append(']').toString();
    }

    /** Whatever ends a line, moves the cursor or turns the direction of the text, as Java would write it. */
    private static String escaped(String text) {
        if (text.codePoints().noneMatch(TextLog::misleads)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (misleads(character)) {
                        safe.append("\\u%04x".formatted(character));
                    } else {
                        safe.appendCodePoint(character);
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean misleads(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
