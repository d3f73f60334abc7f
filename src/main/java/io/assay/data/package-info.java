/**
 * Tables: columns in memory, inline in a request or stored as a dataset, and what is known of them. May use
 * {@code job}, {@code statistics} and {@code platform}; every capability may use it.
 */
@ApplicationModule(allowedDependencies = {"job", "statistics", "platform"})
@NullMarked
package io.assay.data;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
