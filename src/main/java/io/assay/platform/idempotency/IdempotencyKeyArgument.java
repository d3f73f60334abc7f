package io.assay.platform.idempotency;

import io.assay.platform.http.HeadArgument;
import io.assay.platform.http.Parameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads {@link IdempotencyKey} from the header {@value #HEADER}. */
@Component
final class IdempotencyKeyArgument extends HeadArgument<IdempotencyKey> {

    private static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1," + IdempotencyKey.LONGEST + "}");

    IdempotencyKeyArgument() {
        super(
                IdempotencyKey.class,
                Parameters.describe(
                        "header",
                        HEADER,
                        "A name for this request, new for each: the request may then be repeated until it is answered, "
                                + "and is done once. A repeated one gets the first one's answer.",
                        Parameters.text(IdempotencyKey.LONGEST)));
    }

    @Override
    protected IdempotencyKey read(HttpServletRequest request) {
        String value = Parameters.header(request, HEADER);
        if (value != null && !FORM.matcher(value).matches()) {
            throw Parameters.refused("The header " + HEADER + " must be 1 to " + IdempotencyKey.LONGEST
                    + " visible ASCII characters, without spaces.");
        }
        String query = request.getQueryString();
        return new IdempotencyKey(
                value, request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query));
    }
}
