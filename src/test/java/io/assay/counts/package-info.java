/**
 * Counts the tests that ran, by kind, over all forks and executions of a build, and fails the build when a kind that
 * must run did not. Uses JUnit Platform and the JDK only, for it also runs without a test class path.
 */
@NullMarked
package io.assay.counts;

import org.jspecify.annotations.NullMarked;
