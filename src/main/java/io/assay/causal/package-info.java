/**
 * Effects where nobody could randomise: what methods share. Columns by role with rows dropped listwise, conventions by
 * name, the parts every answer has. Each subpackage is a family of methods with its endpoint. May use {@code data},
 * {@code job}, {@code statistics} and {@code platform}.
 */
@ApplicationModule(allowedDependencies = {"data", "job", "statistics", "platform"})
@NullMarked
package io.assay.causal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
