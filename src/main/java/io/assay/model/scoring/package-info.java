/**
 * Models as documents, and what they say of rows: pure Java, no native code. Uses {@code statistics}, and
 * {@code platform} for the digest of a document.
 */
@NullMarked
package io.assay.model.scoring;

import org.jspecify.annotations.NullMarked;
