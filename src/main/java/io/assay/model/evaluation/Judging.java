package io.assay.model.evaluation;

import io.assay.model.ModelRequest;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.judgement.JudgeOptions.Capacity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a request wants predictions to be judged. */
final class Judging {

    private Judging() {}

    /** As it says, on the very rows. */
    static JudgeOptions options(ModelRequest request, Material material) {
        return options(
                request, capacity(request, null), null, material.outcome().labels());
    }

    /**
     * What a request says of how many rows can be acted on.
     *
     * @param all to whose share a number of rows is made, for parts of them: how many there are, or what they weigh; null for
     *     the very rows that are judged
     */
    static @Nullable Capacity capacity(ModelRequest request, @Nullable Double all) {
        Double capacity = request.capacity();
        if (capacity == null) {
            return null;
        }
        if (capacity < 1) {
            return new Capacity(null, capacity);
        }
        return all == null ? new Capacity(Math.round(capacity), null) : new Capacity(null, Math.min(1, capacity / all));
    }

    /** @param threshold from which rows are taken; null to find it on them by costs or capacity */
    static JudgeOptions options(
            ModelRequest request,
            @Nullable Capacity capacity,
            JudgeOptions.@Nullable Threshold threshold,
            List<String> labels) {
        JudgeOptions standard = JudgeOptions.standard();
        ModelRequest.Costs costs = request.costs();
        return new JudgeOptions(
                standard.confidence(),
                request.seedOrDefault(),
                threshold,
                costs == null ? null : new JudgeOptions.Costs(costs.falsePositive(), costs.falseNegative()),
                capacity,
                standard.curvePoints(),
                standard.segmentRows(),
                standard.segmentClassRows(),
                labels);
    }
}
