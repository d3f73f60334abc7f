/**
 * The commands of {@code java -jar assay.jar}, each one class: arguments in, exit code and words out, no logic of their
 * own. Without a command the jar serves. It uses {@code platform}, and {@code data} for where its files are.
 */
@ApplicationModule(allowedDependencies = {"data", "platform"})
@NullMarked
package io.assay.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
