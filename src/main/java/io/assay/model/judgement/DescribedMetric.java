package io.assay.model.judgement;

import io.assay.statistics.resampling.Resamplable;
import org.jspecify.annotations.Nullable;

/**
 * A metric with what there is to say of it in a word each.
 *
 * @param <D> what it judges
 */
abstract class DescribedMetric<D extends Resamplable<D>> implements Metric<D> {

    private final String name;
    private final Class<D> judges;
    private final @Nullable Better better;
    private final double lowest;
    private final double highest;

    /**
     * As the methods say that are called so.
     *
     * @param lowest infinite where there is no bound, and so is {@code highest}
     */
    DescribedMetric(String name, Class<D> judges, @Nullable Better better, double lowest, double highest) {
        this.name = name;
        this.judges = judges;
        this.better = better;
        this.lowest = lowest;
        this.highest = highest;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Class<D> judges() {
        return judges;
    }

    @Override
    public final @Nullable Better better() {
        return better;
    }

    @Override
    public final double lowest() {
        return lowest;
    }

    @Override
    public final double highest() {
        return highest;
    }
}
