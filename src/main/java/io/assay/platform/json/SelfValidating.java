package io.assay.platform.json;

/**
 * A request record with rules across its fields, such as "conversions are at most visitors".
 *
 * <p>Bean Validation calls {@link #validate} on the body and on everything it reaches through {@code @Valid}. It is
 * called also when other errors were found, so that all can be reported at once: components that are missing or did
 * not bind are null, and those that break a rule of their own hold the offending value. If it stumbles over one of
 * those, what was found before is reported alone.
 */
@SelfValidated(groups = SelfValidated.AcrossFields.class)
public interface SelfValidating {

    /** Rejects what is impossible; pointers are relative to this value. */
    void validate(Violations violations);
}
