/** How well scores tell two classes apart. Uses nothing but the ground floor. */
@NullMarked
package io.assay.statistics.classification;

import org.jspecify.annotations.NullMarked;
