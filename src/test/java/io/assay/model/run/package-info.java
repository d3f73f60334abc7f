/** Models over HTTP. */
@NullMarked
package io.assay.model.run;

import org.jspecify.annotations.NullMarked;
