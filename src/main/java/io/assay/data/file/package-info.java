/**
 * The folder of the datasets: what is stored, what is on its way in, and whose leftovers may be removed. Files are on the
 * disk before anything says that they are there.
 */
@NullMarked
package io.assay.data.file;

import org.jspecify.annotations.NullMarked;
