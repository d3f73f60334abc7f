/**
 * The PostgreSQL behind the service: a server of its own below the data folder unless another is configured, its
 * migrations, and what a caller is told while it is away. Uses {@code platform.problem} and nothing else of ours.
 */
@NullMarked
package io.assay.platform.database;

import org.jspecify.annotations.NullMarked;
