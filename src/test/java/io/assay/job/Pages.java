package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a packaged service answers, as JSON. */
record Pages(PackagedService service) {

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = service.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    /** All items of a list. */
    List<JsonNode> all(String path, String items) throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        String query = path + (path.contains("?") ? "&" : "?") + "limit=200";
        JsonNode page = get(query);
        page.get(items).forEach(found::add);
        while (!page.get("next_cursor").isNull()) {
            page = get(query + "&cursor=" + page.get("next_cursor").asString());
            page.get(items).forEach(found::add);
        }
        return found;
    }
}
