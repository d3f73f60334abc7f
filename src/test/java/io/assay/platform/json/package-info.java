/** Tests of strict JSON, without a running service. */
@NullMarked
package io.assay.platform.json;

import org.jspecify.annotations.NullMarked;
