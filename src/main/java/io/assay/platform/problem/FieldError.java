package io.assay.platform.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One thing wrong with a request body.
 *
 * @param pointer JSON pointer (RFC 6901) to the value at fault; empty for the whole body
 * @param detail what the value must be, as a phrase that follows the field's name
 */
public record FieldError(String pointer, String detail) {

    public FieldError {
        pointer = wellFormed(pointer);
        detail = wellFormed(detail);
    }

    /** Text quoted from a request may hold half a surrogate pair, which no UTF-8 answer can carry. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
