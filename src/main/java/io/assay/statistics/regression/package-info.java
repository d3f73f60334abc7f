/** How far predicted numbers are from what came. Uses nothing but the ground floor. */
@NullMarked
package io.assay.statistics.regression;

import org.jspecify.annotations.NullMarked;
