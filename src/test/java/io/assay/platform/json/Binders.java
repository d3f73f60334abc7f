package io.assay.platform.json;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.validation.beanvalidation.SpringConstraintValidatorFactory;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

/** The binder of request bodies that HTTP uses, and its JSON, for tests of a record without HTTP. */
public final class Binders {

    private Binders() {}

    public static RequestBinder create(JacksonModule... modules) {
        return new RequestBinder(mapper(modules), validators());
    }

    /**
     * The JSON of the service.
     *
     * @param modules that features bring along, which Spring finds as beans
     */
    public static JsonMapper mapper(JacksonModule... modules) {
        JsonMapper.Builder builder = JsonMapper.builder().addModules(modules);
        JsonSettings.apply(builder);
        return builder.build();
    }

    /** Constraint validators that are not public are made by Spring only. */
    private static ValidatorFactory validators() {
        return Validation.byDefaultProvider()
                .configure()
                .constraintValidatorFactory(new SpringConstraintValidatorFactory(new DefaultListableBeanFactory()))
                .buildValidatorFactory();
    }
}
