/**
 * Experiments: planned, judged and checked over HTTP. Controllers parse and answer, {@code ExperimentService} composes
 * the pure functions of {@code statistics}. May use {@code statistics} and {@code platform}.
 */
@ApplicationModule(allowedDependencies = {"statistics", "platform"})
@NullMarked
package io.assay.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
