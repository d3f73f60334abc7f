package io.assay.platform.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a body that binds to this record be larger than {@code assay.http.max-body-size}, as one must be that takes back
 * what the service gave out. The limits on its depth, names, numbers and values stay.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {

    /** The most it may have, unless the limit of every body is larger still. */
    int megabytes();
}
