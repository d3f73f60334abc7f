/**
 * CSV before DuckDB sees it: how a file is written, which of its rows are bad and why, by line, and what its columns are,
 * judged by every cell. DuckDB's own reader guesses from a sample, takes 1.5 for the whole number 2 and drops the hours of
 * a date; after this there is nothing left for it to guess.
 */
@NullMarked
package io.assay.data.csv;

import org.jspecify.annotations.NullMarked;
