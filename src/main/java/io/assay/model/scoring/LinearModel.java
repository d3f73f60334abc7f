package io.assay.model.scoring;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For each output {@code intercept + sum of coefficient x feature}, added up in the order of the features. */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
public final class LinearModel implements Model {

    private final Task task;
    private final List<String> names;
    private final Link link;
    private final double[] intercepts;
    private final double[][] coefficients;

    /**
     * Takes the arrays as they are.
     *
     * @param intercepts one for each output
     * @param coefficients for each output one for each feature
     */
    @JsonCreator
    public LinearModel(
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("features") @Nullable List<String> names,
            @JsonProperty("link") @Nullable Link link,
            @JsonProperty("intercepts") double @Nullable [] intercepts,
            @JsonProperty("coefficients") double @Nullable [][] coefficients) {
        this.task = Documents.present(task, "task");
        this.names = Documents.names(names);
        this.link = Documents.present(link, "link");
        this.intercepts = Documents.finite(intercepts, "intercepts");
        double[][] given = Documents.present(coefficients, "coefficients");
        Documents.require(given.length == this.intercepts.length, "has other outputs in its coefficients");
        for (double[] ofOutput : given) {
            Documents.require(
                    Documents.finite(ofOutput, "coefficients").length == this.names.size(),
                    "has other than one coefficient for each feature");
        }
        this.coefficients = given;
        Documents.requireFitting(this.task, this.link, this.intercepts.length);
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

    @Override
    @JsonProperty("link")
    public Link link() {
        return link;
    }

    /** One for each output; nobody writes to it. */
    @JsonProperty("intercepts")
    public double[] intercepts() {
        return intercepts;
    }

    /** For each output one for each feature; nobody writes to it. */
    @JsonProperty("coefficients")
    public double[][] coefficients() {
        return coefficients;
    }

    @Override
    public boolean takesMissing() {
        return false;
    }

    @Override
    public int outputs() {
        return intercepts.length;
    }

    @Override
    public double[] margins(double[] row) {
        Rows.requireWidth(row.length, this);
        double[] margins = intercepts.clone();
        for (int output = 0; output < margins.length; output++) {
            double[] weights = coefficients[output];
            double sum = margins[output];
            for (int feature = 0; feature < weights.length; feature++) {
                sum += weights[feature] * row[feature];
            }
            margins[output] = sum;
            if (!Double.isFinite(sum)) {
                throw refusal(row);
            }
        }
        return margins;
    }

    @Override
    public double[][] margins(double[][] columns, int from, int to) {
        Rows.requireWidth(columns.length, this);
        int rows = to - from;
        double[][] margins = new double[intercepts.length][rows];
        for (int output = 0; output < margins.length; output++) {
            double[] sums = margins[output];
            Arrays.fill(sums, intercepts[output]);
            for (int feature = 0; feature < columns.length; feature++) {
                double weight = coefficients[output][feature];
                double[] column = columns[feature];
                for (int row = 0; row < rows; row++) {
                    sums[row] += weight * column[from + row];
                }
            }
            for (int row = 0; row < rows; row++) {
                if (!Double.isFinite(sums[row])) {
                    throw refusal(Rows.of(columns, from + row));
                }
            }
        }
        return margins;
    }

    private InvalidInputException refusal(double[] row) {
        for (int feature = 0; feature < row.length; feature++) {
            if (Double.isNaN(row[feature])) {
                return Rows.missing(names.get(feature));
            }
        }
        return new InvalidInputException("features", "must be small enough for the model's sum to be a number");
    }
}
