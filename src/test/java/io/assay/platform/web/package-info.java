/** Tests of the start: addresses, ports, and the process as a whole. */
@NullMarked
package io.assay.platform.web;

import org.jspecify.annotations.NullMarked;
