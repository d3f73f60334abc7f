package io.assay.model.mlflow;

import java.util.Optional;

/** Where models are as they are now. */
public interface MirroredModels {

    /** A model; empty where there is none of this name. */
    Optional<MirroredModel> mirrored(String name);
}
