package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Runs Bean Validation, and {@link SelfValidating} through it, and names each error by its JSON pointer. */
final class BodyValidator {

    private static final Comparator<FieldError> ORDER =
            Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail);

    private final Validator validator;

    BodyValidator(Validator validator) {
        this.validator = validator;
    }

    /**
     * Everything wrong with a bound value, in a stable order. Values at or below a pointer that did not bind are
     * silent: they are missing only because binding took them out.
     */
    List<FieldError> validate(Object value, List<FieldError> unbound) {
        List<FieldError> simple = new ArrayList<>();
        List<FieldError> own = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (ConstraintViolation<Object> violation : validator.validate(value)) {
            String pointer = pointer(violation.getPropertyPath());
            HibernateConstraintViolation<?> detailed = violation.unwrap(HibernateConstraintViolation.class);
            SelfValidator.Outcome outcome = detailed.getDynamicPayload(SelfValidator.Outcome.class);
            if (outcome == null) {
                simple.add(new FieldError(pointer, violation.getMessage()));
            } else {
                outcome.errors().forEach(error -> own.add(new FieldError(pointer + error.pointer(), error.detail())));
                if (outcome.failure() != null) {
                    failures.add(outcome.failure());
                }
            }
        }
        List<FieldError> errors = new ArrayList<>(unreported(simple, unbound));
        List<FieldError> known = new ArrayList<>(unbound);
        known.addAll(errors);
        errors.addAll(unreported(own, known));
        // A rule across fields may stumble over a value already found wrong. Over a right one it must not.
        if (!failures.isEmpty() && unbound.isEmpty() && errors.isEmpty()) {
            throw failures.getFirst();
        }
        errors.sort(ORDER);
        return errors;
    }

    private static List<FieldError> unreported(List<FieldError> errors, List<FieldError> known) {
        return errors.stream()
                .filter(error -> known.stream().noneMatch(other -> covers(other.pointer(), error.pointer())))
                .toList();
    }

    private static boolean covers(String pointer, String other) {
        return other.equals(pointer) || other.startsWith(pointer + "/");
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(SnakeCase.of(node.getName()));
            }
        }
        return pointer.toString();
    }

    private static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
