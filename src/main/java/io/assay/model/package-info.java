/**
 * Models that are judged before they are believed: trained, evaluated, calibrated, explained and kept as runs. May use
 * {@code feature}, {@code data}, {@code job}, {@code statistics} and {@code platform}.
 */
@ApplicationModule(
        allowedDependencies = {
            "feature",
            "feature :: pipeline",
            "feature :: leakage",
            "data",
            "job",
            "statistics",
            "platform"
        })
@NullMarked
package io.assay.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
