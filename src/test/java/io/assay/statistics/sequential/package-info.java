/** Tests of the sequential methods, against published constants and an independent recursion. May use AssertJ. */
@NullMarked
package io.assay.statistics.sequential;

import org.jspecify.annotations.NullMarked;
