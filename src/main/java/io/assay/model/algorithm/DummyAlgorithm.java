package io.assay.model.algorithm;

import io.assay.model.scoring.ConstantModel;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.springframework.stereotype.Component;

/** The baseline: of every row the shares of the classes among the training rows, or their mean. */
@Component
final class DummyAlgorithm extends DescribedAlgorithm<NoHyperparameters> {

    DummyAlgorithm() {
        super("dummy", EnumSet.allOf(Task.class), NoHyperparameters.class, new NoHyperparameters(), 0, List.of());
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public long bytes(long rows, int features) {
        return 0;
    }

    @Override
    public Model train(TrainingSet data, NoHyperparameters none, Training training) {
        TrainingSets.requireLearnable(data);
        double[] values = switch (data.task()) {
            case BINARY, REGRESSION -> new double[] {TrainingSets.mean(data)};
            case MULTICLASS -> {
                double[] weights = TrainingSets.classWeights(data);
                double total = Arrays.stream(weights).sum();
                yield Arrays.stream(weights).map(weight -> weight / total).toArray();
            }
        };
        training.watch().round(1, 1);
        return new ConstantModel(data.task(), data.names(), values);
    }
}
