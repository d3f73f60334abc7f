/**
 * How the service starts: which addresses it may bind, what it says when a port is taken, and where it says it can be
 * reached once it is up. And what browsers may do: headers of every answer, hosts and origins that are taken. Uses
 * {@code platform.problem} and what {@code platform.security} says of
 * the address.
 */
@NullMarked
package io.assay.platform.web;

import org.jspecify.annotations.NullMarked;
