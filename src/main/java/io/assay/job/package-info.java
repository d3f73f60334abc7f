/**
 * Long work: submitted, watched, cancelled, picked up again after a crash, its effect and its end in one transaction.
 * May use {@code platform}; knows nothing of what the work is.
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package io.assay.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
