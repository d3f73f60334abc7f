package io.assay.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Reads {@link Caller} from the header {@value #HEADER}. */
@Component
final class CallerArgument extends HeadArgument<Caller> {

    private static final String HEADER = "Assay-User";

    CallerArgument() {
        super(
                Caller.class,
                Parameters.describe(
                        "header",
                        HEADER,
                        "Who calls, as audit trails will name them; anonymous without it.",
                        Parameters.text(Caller.LONGEST)));
    }

    @Override
    protected Caller read(HttpServletRequest request) {
        String value = Parameters.header(request, HEADER);
        if (value == null) {
            return new Caller(Caller.ANONYMOUS);
        }
        String name = decode(value);
        int length = name.codePointCount(0, name.length());
        if (length == 0 || length > Caller.LONGEST || !name.codePoints().allMatch(CallerArgument::isPrintable)) {
            throw malformed();
        }
        return new Caller(name);
    }

    /** The server takes each byte of a header for a character; names are in UTF-8. */
    private static String decode(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed();
        }
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static RuntimeException malformed() {
        return Parameters.refused(
                "The header " + HEADER + " must be 1 to " + Caller.LONGEST + " printable characters in UTF-8.");
    }
}
