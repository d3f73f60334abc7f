package io.assay.platform.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Takes a time as "2026-10-05T09:00:00Z", with a fraction of the second or another offset at will (RFC 3339), and
 * nothing else: no number, whose unit and origin would be a guess, and no time without an offset.
 */
public final class InstantDeserializer extends StdScalarDeserializer<Instant> {

    private static final int NANOSECONDS = 9;

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 2)
            .appendLiteral('T')
            .appendValue(ChronoField.HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.MINUTE_OF_HOUR, 2)
            .appendLiteral(':')
            .appendValue(ChronoField.SECOND_OF_MINUTE, 2)
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANOSECONDS, true)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    InstantDeserializer() {
        super(Instant.class);
    }

    /**
     * Reads a time as a request writes it, in a body or a query.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant parse(String text) {
        return TIME.parse(text, Instant::from);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw MismatchedInputException.from(parser, Instant.class, "not a string");
        }
        String text = parser.getString();
        try {
            return parse(text);
        } catch (DateTimeException noTime) {
            throw InvalidFormatException.from(parser, "not a time", text, Instant.class);
        }
    }
}
