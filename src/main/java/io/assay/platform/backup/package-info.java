/**
 * The service's tables in one file and back: a copy of everything stored, taken while the service runs, that a new
 * database of this or a later version takes in. It uses {@code platform.database} to get there.
 */
@NullMarked
package io.assay.platform.backup;

import org.jspecify.annotations.NullMarked;
