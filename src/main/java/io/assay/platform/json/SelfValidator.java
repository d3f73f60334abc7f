package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import io.assay.statistics.InvalidInputException;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.List;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Hands what a {@link SelfValidating} value rejects to {@link BodyValidator} as the violation's payload. */
final class SelfValidator implements ConstraintValidator<SelfValidated, SelfValidating> {

    /** Either the errors found, or why the value could not look for them. */
    record Outcome(List<FieldError> errors, @Nullable RuntimeException failure) {}

    @Override
    public boolean isValid(@Nullable SelfValidating value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        Outcome outcome = outcome(value);
        context.unwrap(HibernateConstraintValidatorContext.class).withDynamicPayload(outcome);
        return outcome.failure == null && outcome.errors.isEmpty();
    }

    private static Outcome outcome(SelfValidating value) {
        Violations violations = new Violations();
        try {
            value.validate(violations);
        } catch (InvalidInputException impossible) {
            violations.reject("/" + impossible.parameter(), impossible.detail());
        } catch (RuntimeException failure) {
            return new Outcome(violations.errors(), failure);
        }
        return new Outcome(violations.errors(), null);
    }
}
