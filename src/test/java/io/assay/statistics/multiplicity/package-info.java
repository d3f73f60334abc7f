/** Tests of adjusted p-values and Dunnett's comparisons, against figures of scipy, statsmodels and mpmath. Uses JUnit and AssertJ only. */
@NullMarked
package io.assay.statistics.multiplicity;

import org.jspecify.annotations.NullMarked;
