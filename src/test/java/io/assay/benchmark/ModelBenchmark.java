package io.assay.benchmark;

import io.assay.model.algorithm.TestData;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.explanation.Attributions;
import io.assay.model.explanation.Explainer;
import io.assay.model.scoring.Model;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Models learned from many rows, and asked of one row and of a thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ModelBenchmark {

    private static final int FEW = 200;

    /** How many rows. */
    @Param("200000")
    public int rows = ModelInputs.ROWS;

    private TrainingSet numbers = ModelInputs.numbers(FEW);
    private TrainingSet encoded = ModelInputs.encoded(FEW);
    private Model boosted = ModelInputs.boosted(numbers);
    private Explainer explainer = Explainer.of(boosted, Explainer.means(numbers.columns()));
    private double[][] single = {TestData.row(numbers, 0)};
    private double[][] explained = numbers.columns();
    private int next;

    /** Makes the rows, and learns once for those that ask. */
    @Setup
    public void prepare() {
        numbers = ModelInputs.numbers(rows);
        encoded = ModelInputs.encoded(rows);
        boosted = ModelInputs.boosted(numbers);
        explainer = Explainer.of(boosted, Explainer.means(numbers.columns()));
        // Another row each time: the same one over and over would be foreseen.
        single = new double[Math.min(rows, ModelInputs.EXPLAINED)][];
        for (int row = 0; row < single.length; row++) {
            single[row] = TestData.row(numbers, row);
        }
        explained = ModelInputs.firstRows(numbers, single.length);
    }

    @Benchmark
    public Model fitBoosting() {
        return ModelInputs.boosted(numbers);
    }

    @Benchmark
    public Model fitLogistic() {
        return ModelInputs.logistic(encoded);
    }

    @Benchmark
    public double[] scoreOneRow() {
        next = next + 1 < single.length ? next + 1 : 0;
        return boosted.predictions(single[next]);
    }

    @Benchmark
    public Attributions explainRows() {
        return explainer.explain(explained, explained[0].length);
    }
}
