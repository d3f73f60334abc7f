package io.assay.feature;

import io.assay.feature.pipeline.FitWatch;
import io.assay.job.JobContext;

/**
 * A fit as part of a job.
 *
 * @param from how far the job is when the fit begins
 * @param to how far when it ends
 */
public record Watched(JobContext context, double from, double to) implements FitWatch {

    @Override
    public void at(double fraction, String doing) {
        context.progress(from + (to - from) * fraction, doing);
    }

    @Override
    public void needs(long bytes, String what) {
        context.needs(bytes, what);
    }
}
