/**
 * Tests of two proportions and of one. Targets that no package gives right are computed with mpmath 1.3 at 80 digits
 * from the definition, by bisection, and say so. May use what the tested package may, and JUnit and AssertJ.
 */
@NullMarked
package io.assay.statistics.proportion;

import org.jspecify.annotations.NullMarked;
