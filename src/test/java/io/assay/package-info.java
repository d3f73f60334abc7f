/**
 * What holds for the whole of the project: the format of its sources, the walls between its packages, the sources
 * themselves, and what the tests of every package share. May use everything.
 */
@NullMarked
package io.assay;

import org.jspecify.annotations.NullMarked;
