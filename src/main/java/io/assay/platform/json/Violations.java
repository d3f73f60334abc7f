package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What a {@link SelfValidating} value found wrong with itself. */
public final class Violations {

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * Notes that a value is impossible.
     *
     * @param pointer JSON pointer from the value being validated to the one at fault, such as {@code /visitors}
     * @param detail what it must be, as a phrase that follows the field's name
     */
    public void reject(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
