/**
 * How often the tests and intervals err, by simulation: false-positive rates and coverage, written to docs/validity.md.
 * Uses statistics only; every row has its own seed, so that the page is the same on every machine.
 */
@NullMarked
package io.assay.validity;

import org.jspecify.annotations.NullMarked;
