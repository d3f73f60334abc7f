/** What the service measures about itself beyond what Spring Boot does: time per kind of analysis. Uses Micrometer only. */
@NullMarked
package io.assay.platform.telemetry;

import org.jspecify.annotations.NullMarked;
