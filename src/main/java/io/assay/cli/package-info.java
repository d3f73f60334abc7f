/**
 * The commands of {@code java -jar assay.jar}, each one class: arguments in, exit code and words out, no logic of their
 * own. Without a command the jar serves. It uses {@code platform}, {@code data} for where its files are, {@code experiment}
 * for what is computed without a service, and {@code statistics} for what that refuses; all else it asks a service for.
 */
@ApplicationModule(allowedDependencies = {"data", "experiment", "platform", "statistics"})
@NullMarked
package io.assay.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
