package io.assay.model.mlflow;

import io.assay.model.mlflow.LoggedRun.Column;
import io.assay.model.mlflow.LoggedRun.Model;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code MLmodel} of a model: where it came from, what goes in and out, and a flavour of our own. It has no
 * {@code python_function}, for Python could not load it.
 */
final class ModelFile {

    static final String NAME = "MLmodel";

    static final String FLAVOUR = "assay";

    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Object> content = new LinkedHashMap<>();

    ModelFile(LoggedRun run, Model model, String mlflowRun, JsonMapper json) {
        Map<String, Object> flavour = new LinkedHashMap<>();
        flavour.put("format", "json");
        flavour.put("data", model.file());
        flavour.put("sha256", model.sha256());
        Map<String, Object> signature = new LinkedHashMap<>();
        signature.put("inputs", json.writeValueAsString(columns(model.inputs())));
        signature.put("outputs", json.writeValueAsString(columns(model.outputs())));
        content.put("artifact_path", model.folder());
        content.put("flavors", Map.of(FLAVOUR, flavour));
        content.put("model_uuid", uuid(run.id()));
        content.put("run_id", mlflowRun);
        content.put("signature", signature);
        content.put("utc_time_created", CREATED.format(Instant.ofEpochMilli(run.endMillis())));
    }

    /** The same for every try. */
    private static String uuid(String id) {
        return UUID.nameUUIDFromBytes(("assay run " + id).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    /** As MLflow writes columns. */
    static List<Map<String, Object>> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> {
                    Map<String, Object> described = new LinkedHashMap<>();
                    described.put("type", column.type().text());
                    described.put("name", column.name());
                    described.put("required", column.required());
                    return described;
                })
                .toList();
    }

    Map<String, Object> content() {
        return content;
    }

    byte[] yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(content).getBytes(StandardCharsets.UTF_8);
    }
}
