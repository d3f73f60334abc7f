/**
 * What in a table would tell a model the outcome that it will not know when it is asked: checks with their evidence.
 * Pure: no Spring, no I/O. May use {@code data} and {@code statistics}.
 */
@NamedInterface("leakage")
@NullMarked
package io.assay.feature.leakage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
