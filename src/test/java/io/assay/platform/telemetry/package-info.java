/** Tests of what a platform sees of the service: probes, build, measurements, Swagger UI. */
@NullMarked
package io.assay.platform.telemetry;

import org.jspecify.annotations.NullMarked;
