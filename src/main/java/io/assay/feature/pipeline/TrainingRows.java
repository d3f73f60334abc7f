package io.assay.feature.pipeline;

import io.assay.data.Table;
import io.assay.feature.transform.Training;
import org.jspecify.annotations.Nullable;

/** Training rows with their outcome. */
final class TrainingRows extends Rows implements Training {

    private final @Nullable Target target;
    private final FitOptions options;
    private final int @Nullable [] groups;

    /** Made when a step that learns from the target first asks for them. */
    private int @Nullable [] folds;

    TrainingRows(PipelineDocument pipeline, Table table, FitOptions options, int @Nullable [] groups) {
        super(pipeline, table);
        this.target = options.target() == null ? null : Target.of(table, options.target(), options.positive());
        this.options = options;
        this.groups = groups;
    }

    @Override
    public double @Nullable [] target() {
        return target == null ? null : target.values();
    }

    @Override
    public boolean isClassification() {
        return target != null && target.isClassification();
    }

    @Override
    public synchronized int @Nullable [] folds() {
        if (folds == null && target != null) {
            folds = target.folds(options.folds(), options.seed(), groups);
        }
        return folds;
    }
}
