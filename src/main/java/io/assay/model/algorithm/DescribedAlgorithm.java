package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An algorithm with what there is to say of it in a word each.
 *
 * @param <H> its hyperparameters
 */
abstract class DescribedAlgorithm<H extends Record> implements Algorithm<H> {

    private final String name;
    private final Set<Task> tasks;
    private final Class<H> hyperparameters;
    private final H defaults;
    private final int complexity;
    private final List<Dimension> space;

    /** As the methods say that are called so. */
    DescribedAlgorithm(
            String name, Set<Task> tasks, Class<H> hyperparameters, H defaults, int complexity, List<Dimension> space) {
        this.name = name;
        this.tasks = Collections.unmodifiableSet(EnumSet.copyOf(tasks));
        this.hyperparameters = hyperparameters;
        this.defaults = defaults;
        this.complexity = complexity;
        this.space = List.copyOf(space);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Task> tasks() {
        return tasks;
    }

    @Override
    public final Class<H> hyperparameters() {
        return hyperparameters;
    }

    @Override
    public final H defaults() {
        return defaults;
    }

    @Override
    public final int complexity() {
        return complexity;
    }

    @Override
    public final List<Dimension> space() {
        return space;
    }
}
