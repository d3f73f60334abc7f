/**
 * Registered models at work: versions loaded within a memory bound, rows scored, flagged and explained, over HTTP, as a
 * stream and as a job. Uses {@code model.registry} and {@code model.run}.
 */
@NullMarked
package io.assay.model.serving;

import org.jspecify.annotations.NullMarked;
