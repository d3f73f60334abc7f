package io.assay.model.algorithm;

import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TreeEnsemble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost4J's own booster beside ours, to be held against each other. */
public final class NativeBooster implements AutoCloseable {

    private final Booster booster;
    private final TreeEnsemble model;

    /** Trains by parameters of XGBoost's, {@code base_score} among them. */
    public NativeBooster(TrainingSet data, Map<String, Object> parameters, int rounds) throws XGBoostError {
        XgboostLibrary.load();
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("nthread", 1);
        all.put("tree_method", "hist");
        try (XgboostData learned = rows(data)) {
            Booster none = XGBoost.train(learned.matrix(), all, 0, new HashMap<>(), null, null);
            float[] base = none.predict(learned.matrix(), true)[0];
            none.dispose();
            this.booster = XGBoost.train(learned.matrix(), all, rounds, new HashMap<>(), null, null);
            XgboostDummies whole = XgboostDummies.of(data, Set.copyOf(data.names()), false);
            this.model = new TreeEnsemble(
                    data.task(),
                    data.names(),
                    switch (data.task()) {
                        case BINARY -> Link.LOGIT;
                        case MULTICLASS -> Link.SOFTMAX;
                        case REGRESSION -> Link.IDENTITY;
                    },
                    Arithmetic.FLOAT32,
                    true,
                    IntStream.range(0, data.task() == Task.MULTICLASS ? data.classes() : 1)
                            .mapToDouble(output -> base[output])
                            .toArray(),
                    List.copyOf(XgboostTrees.of(booster.toByteArray("json"), whole)));
        }
    }

    public TreeEnsemble model() {
        return model;
    }

    public float[][] margins(TrainingSet rows) throws XGBoostError {
        try (XgboostData judged = rows(rows)) {
            return booster.predict(judged.matrix(), true);
        }
    }

    /** Of each row a number for each feature and the base; of several classes those of one after the other. */
    public float[][] contributions(TrainingSet rows) throws XGBoostError {
        try (XgboostData judged = rows(rows)) {
            return booster.predictContrib(judged.matrix(), 0);
        }
    }

    private static XgboostData rows(TrainingSet data) throws XGBoostError {
        return XgboostData.of(
                data,
                XgboostDummies.of(data, Set.copyOf(data.names()), false),
                IntStream.range(0, data.rows()).toArray());
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
