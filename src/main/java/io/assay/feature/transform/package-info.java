/**
 * The transformers: each one class with its options, what it learns and how it is applied. Pure: no Spring, no I/O. A
 * new one is a class here, its test and its line in the docs.
 */
@NullMarked
package io.assay.feature.transform;

import org.jspecify.annotations.NullMarked;
