/** The packaged jar as a process of its own: started, asked, stopped and killed by tests whose class names end in IT. */
@NullMarked
package io.assay.process;

import org.jspecify.annotations.NullMarked;
