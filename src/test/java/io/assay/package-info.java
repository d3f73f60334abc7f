/** Tests of the whole: what crosses packages, and what they share. */
@NullMarked
package io.assay;

import org.jspecify.annotations.NullMarked;
