package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.engine.HibernateConstraintViolation;

/** Runs Bean Validation, and {@link SelfValidating} through it, and names each error by its JSON pointer. */
final class BodyValidator {

    private static final Comparator<FieldError> ORDER =
            Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail);

    private final HibernateValidatorFactory factory;

    BodyValidator(ValidatorFactory factory) {
        this.factory = factory.unwrap(HibernateValidatorFactory.class);
    }

    /**
     * What is wrong with a bound value, in a stable order, up to {@link RequestBinder#MOST_ERRORS} of each kind.
     * Values at or below a pointer that did not bind are silent: they are missing only because binding took them out.
     */
    List<FieldError> validate(Object value, Collection<String> unbound) {
        List<FieldError> errors = new ArrayList<>(unreported(ofSingleValues(value), unbound));
        List<String> known = new ArrayList<>(unbound);
        errors.forEach(error -> known.add(error.pointer()));
        errors.addAll(unreported(acrossFields(value, known), known));
        errors.sort(ORDER);
        return errors;
    }

    private Validator validator(BiConsumer<Path, String> found) {
        MessageInterpolator messages =
                new ViolationLimit(factory.getMessageInterpolator(), RequestBinder.MOST_ERRORS, found);
        return factory.usingContext().messageInterpolator(messages).getValidator();
    }

    private List<FieldError> ofSingleValues(Object value) {
        List<FieldError> errors = new ArrayList<>();
        Validator validator = validator((path, message) -> errors.add(new FieldError(pointer(path), message)));
        try {
            validator.validate(value);
        } catch (ViolationLimit.Reached enough) {
            return errors;
        }
        return errors;
    }

    private List<FieldError> acrossFields(Object value, List<String> known) {
        Validator validator = validator((path, message) -> {});
        try {
            return acrossFields(validator.validate(value, SelfValidated.AcrossFields.class), known);
        } catch (ViolationLimit.Reached enough) {
            return List.of(
                    new FieldError("", "contradicts itself in more than " + RequestBinder.MOST_ERRORS + " places"));
        }
    }

    private static List<FieldError> acrossFields(Set<ConstraintViolation<Object>> violations, List<String> known) {
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<Object> violation : violations) {
            HibernateConstraintViolation<?> detailed = violation.unwrap(HibernateConstraintViolation.class);
            SelfValidator.Outcome outcome = detailed.getDynamicPayload(SelfValidator.Outcome.class);
            String pointer = pointer(violation.getPropertyPath());
            outcome.errors().forEach(error -> errors.add(new FieldError(pointer + error.pointer(), error.detail())));
            // A rule across fields may stumble over a value already found wrong. Over a right one it must not.
            if (outcome.failure() != null && known.isEmpty()) {
                throw outcome.failure();
            }
        }
        return errors;
    }

    private static List<FieldError> unreported(List<FieldError> errors, Collection<String> known) {
        return errors.stream()
                .filter(error -> known.stream().noneMatch(pointer -> covers(pointer, error.pointer())))
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
                pointer.append('/').append(PointerSegment.escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(SnakeCase.of(node.getName()));
            }
        }
        return pointer.toString();
    }
}
