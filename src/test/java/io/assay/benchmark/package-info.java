/**
 * Measures the speed of Assay: estimators in process, the service over HTTP on the loopback address, and the start.
 * {@link io.assay.benchmark.BenchmarkRun} does it all and writes {@code docs/benchmarks.md}. May use everything.
 */
@NullMarked
package io.assay.benchmark;

import org.jspecify.annotations.NullMarked;
