/**
 * Sends the reference cases of a folder through HTTP and compares every figure of the answers. One table, the resource
 * {@code conformance/methods.yaml}, says which endpoint offers a case's method; no method has code of its own here.
 */
@NullMarked
package io.assay.conformance;

import org.jspecify.annotations.NullMarked;
