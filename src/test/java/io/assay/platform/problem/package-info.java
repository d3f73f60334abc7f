/** Tests of the catalogue of problems. */
@NullMarked
package io.assay.platform.problem;

import org.jspecify.annotations.NullMarked;
