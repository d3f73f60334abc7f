/** Tests of the checklist's functions, against figures of scipy, statsmodels and mpmath. Uses JUnit and AssertJ only. */
@NullMarked
package io.assay.statistics.check;

import org.jspecify.annotations.NullMarked;
