package io.assay.model.mlflow;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as MLflow's registry is to have it.
 *
 * @param revision of the model, as it is here
 * @param versions in the order of their numbers
 * @param aliases the version that each points to
 */
public record MirroredModel(String name, long revision, List<Version> versions, Map<String, Integer> aliases) {

    public MirroredModel {
        versions = List.copyOf(versions);
        aliases = Map.copyOf(aliases);
    }

    /**
     * A version.
     *
     * @param run whose artifacts are its source
     */
    public record Version(
            int version,
            String run,
            String modelSha256,
            @Nullable String description,
            Map<String, String> tags) {

        public Version {
            tags = Map.copyOf(tags);
        }
    }
}
