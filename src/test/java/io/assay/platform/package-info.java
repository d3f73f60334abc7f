/** Tests of the platform as a service, over HTTP and as a process, with small controllers of their own. */
@NullMarked
package io.assay.platform;

import org.jspecify.annotations.NullMarked;
