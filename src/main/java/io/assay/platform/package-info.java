/**
 * What every feature stands on and none repeats: strict JSON, problems, the OpenAPI document, telemetry, start and
 * addresses. Its subpackages are open to all other packages; it uses only {@code statistics}' exception for bad input.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "statistics")
@NullMarked
package io.assay.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
