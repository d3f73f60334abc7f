package io.assay.data.store;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Uploads to the running service. */
abstract class DatasetHttp extends HttpTest {

    static final String PATH = "/api/v1/datasets";

    final HttpResponse<String> upload(String query, String mediaType, String body) {
        return upload(query, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    final HttpResponse<String> upload(String query, String mediaType, byte[] body) {
        return send(request(PATH + (query.isEmpty() ? "" : "?" + query))
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }
}
