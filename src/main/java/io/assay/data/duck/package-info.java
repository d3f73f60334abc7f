/**
 * DuckDB in the process, in a sandbox: it reads and writes the folder of the datasets and nothing else, loads no
 * extension, and its memory, threads and spilling have limits that no statement can change. Statements are made of
 * jOOQ's parts, never of text put together.
 */
@NullMarked
package io.assay.data.duck;

import org.jspecify.annotations.NullMarked;
