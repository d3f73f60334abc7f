/**
 * The calculators: small named calculations over HTTP, each an annotated class with its request and its answer, each a
 * thin door to public functions of {@code statistics}. May use {@code experiment}, {@code statistics} and
 * {@code platform}; nothing of {@code experiment} uses it.
 */
@NullMarked
package io.assay.experiment.calculator;

import org.jspecify.annotations.NullMarked;
