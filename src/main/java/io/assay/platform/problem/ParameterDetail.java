package io.assay.platform.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says which parameter of a path or a query Spring refused; its own words name Java classes. */
final class ParameterDetail {

    private ParameterDetail() {}

    static Optional<String> of(Exception refusal) {
        return switch (refusal) {
            case MethodArgumentTypeMismatchException mismatch ->
                Optional.of("The parameter " + mismatch.getName() + " must be " + expected(mismatch.getRequiredType())
                        + ".");
            case MissingServletRequestParameterException missing ->
                Optional.of("The query parameter " + missing.getParameterName() + " is needed.");
            default -> Optional.empty();
        };
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "an integer";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "something else";
    }
}
