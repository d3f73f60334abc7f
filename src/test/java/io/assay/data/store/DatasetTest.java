package io.assay.data.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Datasets over HTTP. */
class DatasetTest extends DatasetHttp {

    @Test
    void aFileIsStoredLookedAtAndDeleted() {
        HttpResponse<String> stored = upload("name=people&types=zip:text", "text/csv", """
                id,zip,age,sex,joined
                1,00501,22,male,2026-01-31
                2,90210,,female,2026-02-01
                3,00501,35.5,"ma""le, or so",
                """);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
        JsonNode dataset = json(stored);
        assertThat(dataset.path("rows").intValue()).isEqualTo(3);
        String path = stored.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> deleted = send(request(path).DELETE().build());
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }
}
