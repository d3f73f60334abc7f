/** Two groups before and after, and whether they ran in parallel. */
@NullMarked
package io.assay.causal.did;

import org.jspecify.annotations.NullMarked;
