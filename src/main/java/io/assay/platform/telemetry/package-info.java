/**
 * What the service tells about itself beyond what Spring Boot does: time per kind of analysis, a request's id, how the
 * log is written. Uses {@code platform.problem}, whose answers get the id, too.
 */
@NullMarked
package io.assay.platform.telemetry;

import org.jspecify.annotations.NullMarked;
