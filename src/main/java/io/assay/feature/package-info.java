/**
 * Features that cannot leak: documented pipelines, fitted on training rows alone, applied by the same classes in
 * training and in serving. May use {@code data}, {@code job}, {@code statistics} and {@code platform}.
 */
@ApplicationModule(allowedDependencies = {"data", "job", "statistics", "platform"})
@NullMarked
package io.assay.feature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
