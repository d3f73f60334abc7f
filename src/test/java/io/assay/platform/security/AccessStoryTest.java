package io.assay.platform.security;

import io.assay.story.Rule;
import io.assay.story.Story;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/**
 * The examples of the operations on keys are one key's life, told in order. What is random or a time is made the same, so
 * the key in them opens nothing. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class AccessStoryTest extends SecuredTest {

    private static final String ID = "abcdefgh";

    private final Story story = new Story(
            (method, path, body) -> send(method, path, null, body),
            Rule.of(
                    "keys",
                    "assay_[a-z2-7]{8}_[\\w-]{43}",
                    "assay_" + ID + "_THIS-IS-AN-EXAMPLE-OF-THE-FORM-AND-OPENS-NO"),
            Rule.member("ids", "id", "\"[a-z2-7]{8}\"", "\"" + ID + "\""),
            Rule.of("paths", "/keys/[a-z2-7]{8}\"", "/keys/" + ID + "\""),
            Rule.times("at|created_at|revoked_at|last_used_at"),
            Rule.cursors("\"NDE\""),
            Rule.REQUEST_IDS);

    @Test
    void theExamplesTellOneLife() throws IOException {
        String admin = key("story", Role.ADMIN);
        String request = Story.request("createKey.request.checkout-team");
        HttpResponse<String> created = send("POST", "/api/v1/keys", admin, request);
        String id = id(json(created).get("key").asString());

        story.tells("createKey.201.checkout-team", 201, created);
        story.tells("createKey.409.checkout-team-again", 409, send("POST", "/api/v1/keys", admin, request));
        story.tells("listKeys.200.newest", 200, send("GET", "/api/v1/keys?limit=1", admin, ""));
        story.tells("getKey.200.abcdefgh", 200, send("GET", "/api/v1/keys/" + id, admin, ""));
        story.tells("revokeKey.200.abcdefgh", 200, send("DELETE", "/api/v1/keys/" + id, admin, ""));
        story.tells("listAudit.200.of-one-caller", 200, send("GET", "/api/v1/audit?who=story&limit=2", admin, ""));
    }
}
