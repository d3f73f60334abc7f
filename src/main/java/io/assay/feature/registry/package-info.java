/**
 * Pipelines by name and version, what was learned when they were fitted, and the catalogue of their features. Stores
 * documents; the engine is {@code feature.pipeline}.
 */
@NullMarked
package io.assay.feature.registry;

import org.jspecify.annotations.NullMarked;
