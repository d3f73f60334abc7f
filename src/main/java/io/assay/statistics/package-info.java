/**
 * The ground floor: pure functions on records. Knows no Spring, no I/O, no JSON and no logging; uses Hipparchus.
 * Every other package may use it and all of its subpackages.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package io.assay.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
