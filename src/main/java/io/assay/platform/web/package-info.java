/**
 * How the service starts: which addresses it may bind, what it says when a port is taken, and where it says it can be
 * reached once it is up. Uses no other package.
 */
@NullMarked
package io.assay.platform.web;

import org.jspecify.annotations.NullMarked;
