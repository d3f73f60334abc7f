/** Examples of the API that tell a story: each answer hangs on those before it, and the running service gives them all. */
@NullMarked
package io.assay.story;

import org.jspecify.annotations.NullMarked;
