/** Tests of strict JSON: over HTTP, with a small controller that gives back what it read, and of its parts alone. */
@NullMarked
package io.assay.platform.json;

import org.jspecify.annotations.NullMarked;
