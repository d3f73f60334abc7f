package io.assay.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended: what the last item is sorted by. Callers hand its text back as they got it.
 *
 * @param keys the values of the last item, at least one
 */
public record Cursor(List<String> keys) {

    static final int LONGEST = 2_000;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1," + LONGEST + "}");

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(String... keys) {
        return new Cursor(List.of(keys));
    }

    /** The text that stands for it in answers and in the query: letters, digits, dots, hyphens and underscores. */
    public String encode() {
        return keys.stream()
                .map(key -> ENCODER.encodeToString(key.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining("."));
    }

    /**
     * The position that the keys stand for.
     *
     * @param position makes it of the keys; whatever it throws tells that no answer of the service had this cursor
     */
    public <T> T read(Function<List<String>, @Nullable T> position) {
        T read;
        try {
            read = position.apply(keys);
        } catch (RuntimeException tampered) {
            throw malformed();
        }
        if (read == null) {
            throw malformed();
        }
        return read;
    }

    static Cursor decode(String text) {
        if (!FORM.matcher(text).matches()) {
            throw malformed();
        }
        Cursor cursor = new Cursor(
                Arrays.stream(text.split("\\.", -1)).map(Cursor::decodeKey).toList());
        // Base64 has more than one spelling for the same bytes, and only one of them came from here.
        if (!cursor.encode().equals(text)) {
            throw malformed();
        }
        return cursor;
    }

    private static String decodeKey(String part) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(part)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException tampered) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Parameters.refused("The query parameter cursor must be the next_cursor of an earlier answer.");
    }
}
