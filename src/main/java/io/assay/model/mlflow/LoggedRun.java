package io.assay.model.mlflow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow is told of a run, but for its artifacts. Any text may be a name: what MLflow would not take is made fit when
 * it is sent.
 *
 * @param id the run's id here; MLflow keeps it as the tag {@code assay.run_id}
 * @param experiment the name of the experiment that it is put into, made if there is none
 * @param startMillis milliseconds since 1970-01-01T00:00Z
 * @param params of any length; values over 250 characters are cut, with all of them in an artifact
 * @param metrics finite numbers
 * @param model null where none came out
 */
public record LoggedRun(
        String id,
        String experiment,
        String name,
        long startMillis,
        long endMillis,
        Status status,
        Map<String, String> params,
        Map<String, Double> metrics,
        Map<String, String> tags,
        @Nullable Dataset dataset,
        @Nullable Model model) {

    /** How it ended. */
    public enum Status {
        FINISHED,
        FAILED,
        KILLED
    }

    /** What a column holds, by MLflow's names. */
    public enum ColumnType {
        BOOLEAN,
        LONG,
        DOUBLE,
        STRING,
        DATETIME;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A column of the data, or a number that a model gives.
     *
     * @param required whether it may not be missing
     */
    public record Column(String name, ColumnType type, boolean required) {}

    /**
     * What was learned from.
     *
     * @param digest the fingerprint of the data, whole; MLflow shows its first 32 characters
     * @param source where the data are, such as a dataset's path
     */
    public record Dataset(String name, String digest, String source, List<Column> columns, long rows) {

        public Dataset {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The model that came out: one of the artifacts, to which an {@code MLmodel} is written.
     *
     * @param path of the artifact, such as {@code model/model.json}; the folder becomes MLflow's model
     * @param sha256 of its bytes
     */
    public record Model(String path, String sha256, List<Column> inputs, List<Column> outputs) {

        public Model {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            if (path.indexOf('/') < 1) {
                throw new IllegalArgumentException("a model needs a folder: " + path);
            }
        }

        String folder() {
            return path.substring(0, path.lastIndexOf('/'));
        }

        String file() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    public LoggedRun {
        params = Map.copyOf(params);
        metrics = Map.copyOf(metrics);
        tags = Map.copyOf(tags);
        metrics.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("metric " + metric + " is " + value);
            }
        });
    }

    /** In one order, so that a run that is sent twice is sent alike. */
    static <V> TreeMap<String, V> sorted(Map<String, V> values) {
        return new TreeMap<>(values);
    }
}
