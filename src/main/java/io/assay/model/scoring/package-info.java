/**
 * Models as documents, and what they say of rows: pure Java, no library, no native code. Uses {@code statistics} alone.
 */
@NullMarked
package io.assay.model.scoring;

import org.jspecify.annotations.NullMarked;
