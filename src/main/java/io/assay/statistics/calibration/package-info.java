/** Whether probabilities are as often right as they say, and how to mend them. Uses the ground floor. */
@NullMarked
package io.assay.statistics.calibration;

import org.jspecify.annotations.NullMarked;
