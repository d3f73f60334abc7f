/**
 * What every feature stands on and none repeats: strict JSON, problems, headers and queries, requests done once, the
 * database, the OpenAPI document, telemetry, start and addresses. Its subpackages are open to all other packages; it
 * uses only {@code statistics}' exception for bad input.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "statistics")
@NullMarked
package io.assay.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
