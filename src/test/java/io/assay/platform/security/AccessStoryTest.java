package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The examples of the operations on keys are one key's life, told in order. What is random or a time is made the same, so
 * the key in them opens nothing. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class AccessStoryTest extends SecuredTest {

    private static final Path EXAMPLES = Path.of("src/main/resources/openapi-examples");

    private static final Map<Pattern, String> RANDOM = Map.of(
            Pattern.compile("assay_[a-z2-7]{8}_[\\w-]{43}"),
                    "assay_abcdefgh_THIS-IS-AN-EXAMPLE-OF-THE-FORM-AND-OPENS-NO",
            Pattern.compile("\"id\":\"[a-z2-7]{8}\""), "\"id\":\"abcdefgh\"",
            Pattern.compile("/keys/[a-z2-7]{8}\""), "/keys/abcdefgh\"",
            Pattern.compile("\"(at|created_at|revoked_at|last_used_at)\":\"\\d{4}-[^\"]*\""),
                    "\"$1\":\"2026-10-05T09:00:00Z\"",
            Pattern.compile("\"next_cursor\":\"[^\"]*\""), "\"next_cursor\":\"NDE\"",
            Pattern.compile("\"request_id\":\"[^\"]*\""), "\"request_id\":null");

    @Test
    void theExamplesTellOneLife() throws IOException {
        String admin = key("story", Role.ADMIN);
        String request = Files.readString(EXAMPLES.resolve("createKey.request.checkout-team.json"));
        HttpResponse<String> created = send("POST", "/api/v1/keys", admin, request);
        String id = id(json(created).get("key").asString());

        tells("createKey.201.checkout-team", 201, created);
        tells("createKey.409.checkout-team-again", 409, send("POST", "/api/v1/keys", admin, request));
        tells("listKeys.200.newest", 200, send("GET", "/api/v1/keys?limit=1", admin, ""));
        tells("getKey.200.abcdefgh", 200, send("GET", "/api/v1/keys/" + id, admin, ""));
        tells("revokeKey.200.abcdefgh", 200, send("DELETE", "/api/v1/keys/" + id, admin, ""));
        tells("listAudit.200.of-one-caller", 200, send("GET", "/api/v1/audit?who=story&limit=2", admin, ""));
    }

    private static void tells(String example, int status, HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String body = response.body();
        for (var random : RANDOM.entrySet()) {
            body = random.getKey().matcher(body).replaceAll(random.getValue());
        }
        JsonNode answer = JSON.readTree(body);
        Path file = EXAMPLES.resolve(example + ".json");
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
        }
        assertThat(answer).isEqualTo(JSON.readTree(Files.readString(file)));
    }
}
