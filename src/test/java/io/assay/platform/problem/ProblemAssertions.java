package io.assay.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is true of every problem. */
public final class ProblemAssertions {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemAssertions() {}

    public static void isProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        isProblem(response.body(), status, slug);
    }

    public static void isProblem(String body, int status, String slug) {
        JsonNode problem = JSON.readTree(body);
        assertThat(problem.propertyNames()).containsExactly("type", "title", "status", "detail", "instance", "errors");
        assertThat(problem.get("type").asString()).isEqualTo("urn:assay:problem:" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(body).doesNotContain("java.", "jackson", "io.assay", "Exception");
    }

    /** Each error as "pointer detail". */
    public static List<String> errors(HttpResponse<String> response) {
        return JSON.readTree(response.body())
                .get("errors")
                .valueStream()
                .map(error -> (error.get("pointer").asString() + " "
                                + error.get("detail").asString())
                        .strip())
                .toList();
    }
}
