/** Models over HTTP. */
@NullMarked
package io.assay.model.evaluation;

import org.jspecify.annotations.NullMarked;
