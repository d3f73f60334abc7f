/** Numbers for categories by what the outcome was in them. */
@NullMarked
package io.assay.statistics.encoding;

import org.jspecify.annotations.NullMarked;
