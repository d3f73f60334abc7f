/** Files that nobody but their owner reads. It uses nothing of ours. */
@NullMarked
package io.assay.platform.files;

import org.jspecify.annotations.NullMarked;
