/** Tests of problems: every wrong way to ask, over HTTP and over a bare socket, and the catalogue. */
@NullMarked
package io.assay.platform.problem;

import org.jspecify.annotations.NullMarked;
