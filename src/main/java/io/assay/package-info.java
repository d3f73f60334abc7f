/** The application's root: one package per feature below it, and nothing here but the start. */
@NullMarked
package io.assay;

import org.jspecify.annotations.NullMarked;
