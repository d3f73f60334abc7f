/**
 * What is answered at once and leaves nothing behind: a pipeline fitted and applied in one call, calendar features of a
 * column, what leaks in a table.
 */
@NullMarked
package io.assay.feature.instant;

import org.jspecify.annotations.NullMarked;
