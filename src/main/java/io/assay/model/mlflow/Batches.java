package io.assay.model.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Lists that are sent piece by piece, since a request may hold so many entries and so many bytes. */
final class Batches {

    /** MLflow takes 1,000,000; the rest is for what is around the list. */
    private static final int MOST_BYTES = 900_000;

    private Batches() {}

    static List<List<Map<String, ?>>> of(List<Map<String, ?>> entries, int most, JsonMapper json) {
        List<List<Map<String, ?>>> batches = new ArrayList<>();
        List<Map<String, ?>> batch = new ArrayList<>();
        int bytes = 0;
        for (Map<String, ?> entry : entries) {
            int more = json.writeValueAsBytes(entry).length + 1;
            if (!batch.isEmpty() && (batch.size() == most || bytes + more > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(entry);
            bytes += more;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
