package io.assay.platform.json;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.hibernate.validator.messageinterpolation.HibernateMessageInterpolatorContext;

/**
 * Ends one validation after so many violations. Hibernate Validator knows no such limit, and hashes the whole body for
 * each violation: a million of them would take hours. The message of each is asked for here when it is found.
 */
final class ViolationLimit implements MessageInterpolator {

    /** Thrown in place of one violation too many; of this type it passes through Hibernate Validator as it is. */
    static final class Reached extends ValidationException {

        private static final long serialVersionUID = 1L;
    }

    private final MessageInterpolator messages;

    private final BiConsumer<Path, String> found;

    private int left;

    ViolationLimit(MessageInterpolator messages, int most, BiConsumer<Path, String> found) {
        this.messages = messages;
        this.left = most;
        this.found = found;
    }

    @Override
    public String interpolate(String template, Context context) {
        return interpolate(template, context, Locale.ENGLISH);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        if (left == 0) {
            throw new Reached();
        }
        left--;
        String message = messages.interpolate(template, context, locale);
        Path path = context.unwrap(HibernateMessageInterpolatorContext.class).getPropertyPath();
        found.accept(path, message);
        return message;
    }
}
