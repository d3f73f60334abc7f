/** Tests of posteriors, against figures of scipy, statsmodels and mpmath. Uses JUnit and AssertJ only. */
@NullMarked
package io.assay.statistics.bayes;

import org.jspecify.annotations.NullMarked;
