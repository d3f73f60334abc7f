/**
 * Models by name and version: registered from runs, promoted with evidence, rolled back. Uses {@code model.run}.
 */
@NullMarked
package io.assay.model.registry;

import org.jspecify.annotations.NullMarked;
