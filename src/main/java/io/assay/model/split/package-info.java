/**
 * The rule by which rows are parted into those that are learned from and those that are judged, within a training as
 * around it. Uses {@code model.scoring}.
 */
@NullMarked
package io.assay.model.split;

import org.jspecify.annotations.NullMarked;
