package io.assay.platform.security;

import io.assay.platform.http.Caller;
import io.assay.platform.http.HeadArgument;
import io.assay.platform.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Makes {@link Caller} of the credential and of the header {@value #HEADER}. */
@Component
final class CallerArgument extends HeadArgument<Caller> {

    private static final String HEADER = "Assay-User";

    private static final int LONGEST = 200;

    CallerArgument() {
        super(
                Caller.class,
                Parameters.describe(
                        "header",
                        HEADER,
                        "Who calls, as audit trails will name them, after the name of their key or token; anonymous "
                                + "where neither is given.",
                        Parameters.text(LONGEST)));
    }

    @Override
    protected Caller read(HttpServletRequest request) {
        Identity identity = Identity.current();
        String value = Parameters.header(request, HEADER);
        if (value == null) {
            return new Caller(identity.name());
        }
        String declared = declared(value);
        return new Caller(identity.credential() == Credential.OPEN ? declared : identity.name() + "/" + declared);
    }

    private static String declared(String value) {
        String name = decode(value);
        if (!Printable.is(name, LONGEST)) {
            throw malformed();
        }
        return name;
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

    private static RuntimeException malformed() {
        return Parameters.refused(
                "The header " + HEADER + " must be 1 to " + LONGEST + " printable characters in UTF-8.");
    }
}
