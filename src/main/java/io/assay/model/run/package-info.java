/**
 * Runs: trainings that are kept with all that is needed to believe them and to do them again. Uses
 * {@code model.evaluation}.
 */
@NullMarked
package io.assay.model.run;

import org.jspecify.annotations.NullMarked;
