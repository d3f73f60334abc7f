/**
 * How the service ends: whoever sends it requests is told first, and has time to stop, before the server takes no more
 * connections. It uses nothing of ours.
 */
@NullMarked
package io.assay.platform.shutdown;

import org.jspecify.annotations.NullMarked;
