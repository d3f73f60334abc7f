package io.assay.model.scoring;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says the same of every row: what every other model has to beat. */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
public final class ConstantModel implements Model {

    private final Task task;
    private final List<String> names;
    private final double[] values;

    /**
     * Takes the array as it is.
     *
     * @param values the probability of the positive class, one for each of several classes, or the value
     */
    @JsonCreator
    public ConstantModel(
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("features") @Nullable List<String> names,
            @JsonProperty("values") double @Nullable [] values) {
        this.task = Documents.present(task, "task");
        this.names = Documents.names(names);
        this.values = Documents.finite(values, "values");
        Documents.requireFitting(this.task, Link.IDENTITY, this.values.length);
    }

    @Override
    @JsonProperty("task")
    public Task task() {
        return task;
    }

    @Override
    @JsonProperty("features")
    public List<String> names() {
        return names;
    }

    @JsonProperty("values")
    double[] values() {
        return values;
    }

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public int outputs() {
        return values.length;
    }

    @Override
    public double[] margins(double[] row) {
        return values.clone();
    }

    @Override
    public double[][] margins(double[][] columns, int from, int to) {
        double[][] margins = new double[values.length][to - from];
        for (int output = 0; output < values.length; output++) {
            Arrays.fill(margins[output], values[output]);
        }
        return margins;
    }
}
