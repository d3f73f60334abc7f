package io.assay.platform.json;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes Bean Validation call {@link SelfValidating#validate}. */
@Constraint(validatedBy = SelfValidator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SelfValidated {

    /** The group of rules that {@link BodyValidator} runs after those of single values. */
    interface AcrossFields {}

    String message() default "is impossible";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
