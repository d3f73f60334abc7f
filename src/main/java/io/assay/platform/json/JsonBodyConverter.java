package io.assay.platform.json;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.util.unit.DataSize;

/**
 * Reads JSON request bodies through {@link RequestBinder}, or as bytes for a controller that binds by itself, never
 * more of them than the limit. It writes nothing: answers take the default road.
 */
final class JsonBodyConverter extends AbstractHttpMessageConverter<Object> {

    private static final MediaType ANY_JSON = new MediaType("application", "*+json");

    private static final int LARGE = 64 * 1024;

    private static final int LARGE_AT_ONCE = 2;

    private final Semaphore largeBodies = new Semaphore(LARGE_AT_ONCE);

    private final RequestBinder binder;

    private final DataSize usualLimit;

    JsonBodyConverter(RequestBinder binder, DataSize usualLimit) {
        super(MediaType.APPLICATION_JSON, ANY_JSON);
        this.binder = binder;
        this.usualLimit = usualLimit;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return true;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        checkEncoding(message.getHeaders());
        byte[] body = read(message, limit(type));
        if (type == byte[].class) {
            return body;
        }
        return body.length > LARGE ? bindInTurn(body, type) : binder.bind(body, type);
    }

    /** A tree takes many times the memory of its text: few large ones at once, the others wait. */
    private Object bindInTurn(byte[] body, Class<?> type) {
        largeBodies.acquireUninterruptibly();
        try {
            return binder.bind(body, type);
        } finally {
            largeBodies.release();
        }
    }

    private static void checkEncoding(HttpHeaders headers) {
        MediaType contentType = headers.getContentType();
        Charset charset = contentType == null ? null : contentType.getCharset();
        if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
            throw unsupported("JSON is encoded in UTF-8, not in " + charset.name() + ".");
        }
        List<String> codings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        if (!codings.stream().allMatch("identity"::equalsIgnoreCase)) {
            throw unsupported("Content-Encoding is not supported; send the body as it is.");
        }
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail);
    }

    private long limit(Class<?> type) {
        BodyLimit own = type.getAnnotation(BodyLimit.class);
        long usual = usualLimit.toBytes();
        return own == null
                ? usual
                : Math.max(usual, DataSize.ofMegabytes(own.megabytes()).toBytes());
    }

    /** Without Content-Length (chunked) only reading tells the size; with it no more than that is allocated. */
    private static byte[] read(HttpInputMessage message, long most) throws IOException {
        long declared = message.getHeaders().getContentLength();
        if (declared > most) {
            throw tooLarge(most);
        }
        byte[] body = message.getBody().readNBytes(Math.toIntExact(declared < 0 ? most + 1 : declared));
        if (body.length > most) {
            throw tooLarge(most);
        }
        return body;
    }

    private static ProblemException tooLarge(long most) {
        return new ProblemException(
                ProblemType.PAYLOAD_TOO_LARGE, "The request body is larger than " + most + " bytes.");
    }

    @Override
    protected void writeInternal(Object value, HttpOutputMessage message) {
        throw new UnsupportedOperationException("reads only");
    }
}
