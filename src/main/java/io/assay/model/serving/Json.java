package io.assay.model.serving;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** JSON without a tree: read and written value by value, by the rules that request bodies have everywhere. */
final class Json {

    private static final int MAX_DEPTH = 64;

    private static final int MAX_LENGTH = 1_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_LENGTH)
                    .maxNumberLength(MAX_LENGTH)
                    .build())
            // Read so that it can be refused by name and place.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final JsonFactory LINES =
            JsonFactory.builder().rootValueSeparator("\n").build();

    private Json() {}

    /** A parser of text in UTF-8; refuses what is not. */
    static JsonParser parser(byte[] text, int offset, int length) {
        requireUtf8(text, offset, length);
        return FACTORY.createParser(ObjectReadContext.empty(), text, offset, length);
    }

    static JsonGenerator generator(Bytes out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** A generator that begins a new line between two values. */
    static JsonGenerator lines(Bytes out) {
        return LINES.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Most bodies are ASCII, which is known at a glance. */
    private static void requireUtf8(byte[] text, int offset, int length) {
        int all = 0;
        for (int i = offset; i < offset + length; i++) {
            all |= text[i];
        }
        if (all >= 0) {
            return;
        }
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, offset, length));
        } catch (CharacterCodingException notUtf8) {
            throw new ProblemException(ProblemType.INVALID_JSON, "The request body is not encoded in UTF-8.");
        }
    }

    /** Says where text stopped being JSON. */
    static ProblemException refusal(JsonParser parser, JacksonException cause) {
        var place = parser.currentLocation();
        String reason = cause instanceof StreamConstraintsException
                ? "it is nested deeper than " + MAX_DEPTH + " levels, or holds a name or a number longer than "
                        + MAX_LENGTH + " characters"
                : "the syntax is wrong";
        return new ProblemException(
                ProblemType.INVALID_JSON,
                "The request body is not valid JSON: " + reason + " at line " + place.getLineNr() + ", column "
                        + place.getColumnNr() + ".",
                List.of(new FieldError(
                        parser.streamReadContext().pathAsPointer().toString(), "could not be read as JSON")));
    }
}
