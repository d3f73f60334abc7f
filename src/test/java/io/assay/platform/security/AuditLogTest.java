package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who changed what is written down with the change, and stays. */
class AuditLogTest extends SecuredTest {

    private static final String EXPERIMENTS = "/api/v1/experiments";

    private final JdbcClient jdbc;

    AuditLogTest(@Autowired JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static String definition(String key) throws IOException {
        return Files.readString(
                        Path.of("src/main/resources/openapi-examples/createExperiment.request.checkout-button.json"))
                .replace("checkout-button", key);
    }

    private HttpResponse<String> create(String credential, String user, String idempotencyKey, String body) {
        return send(request(EXPERIMENTS)
                .header("Authorization", "Bearer " + credential)
                .header("Assay-User", new String(user.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private List<JsonNode> entriesOf(String who) {
        return json(get("/api/v1/audit?limit=200&who=" + who.replace("/", "%2F"), ADMIN_KEY))
                .get("entries")
                .valueStream()
                .toList();
    }

    @Test
    void namesTheKeyAndThePersonOnceForEachChange() throws IOException {
        String key = key("audited", Role.ANALYST);
        String body = definition("audited-experiment");

        HttpResponse<String> created = create(key, "ada", "audited-1", body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(create(key, "ada", "audited-1", body).headers().firstValue("Idempotency-Replayed"))
                .contains("true");
        ProblemAssertions.isProblem(create(key, "ada", "audited-2", body), 409, "conflict");
        ProblemAssertions.isProblem(create(key, "ada", "audited-3", "{}"), 422, "impossible-input");

        assertThat(entriesOf("audited/ada")).singleElement().satisfies(entry -> {
            assertThat(entry.get("operation").asString()).isEqualTo("createExperiment");
            assertThat(entry.get("resource").asString()).isEqualTo(EXPERIMENTS + "/audited-experiment");
            assertThat(entry.get("role").asString()).isEqualTo("analyst");
            assertThat(entry.get("credential").asString()).isEqualTo("api_key");
            assertThat(entry.get("status").asInt()).isEqualTo(201);
            assertThat(entry.get("version").asString()).isEqualTo("1");
            assertThat(entry.get("request_id").asString()).isNotBlank();
        });
        assertThat(json(get(EXPERIMENTS + "/audited-experiment/audit", ADMIN_KEY))
                        .at("/events/0/by")
                        .asString())
                .isEqualTo("audited/ada");
    }

    @Test
    void namesTheSubjectOfATokenAndTheAdminKey() throws IOException {
        create(TOKENS.with("analyst"), "x", "audited-4", definition("audited-by-token"));

        assertThat(entriesOf("ada@example.org/x"))
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.get("credential").asString()).isEqualTo("jwt"));
        key("audited-by-admin-key", Role.VIEWER);
        assertThat(entriesOf("admin-key").getFirst().get("credential").asString())
                .isEqualTo("admin_key");
    }

    @Test
    void findsByTime() {
        key("audited-before", Role.VIEWER);
        String now = Instant.now().plusSeconds(60).toString();

        assertThat(json(get("/api/v1/audit?since=" + now, ADMIN_KEY)).get("entries"))
                .isEmpty();
        assertThat(json(get("/api/v1/audit?since=2020-01-01T00:00:00Z", ADMIN_KEY))
                        .get("entries"))
                .isNotEmpty();
        for (String since : List.of("yesterday", "", "%2B999999999-12-31T23:59:59Z")) {
            ProblemAssertions.isProblem(get("/api/v1/audit?since=" + since, ADMIN_KEY), 400, "bad-request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set who = 'nobody'",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_entry set who = who where false"
            })
    void isOnlyEverAddedTo(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("the audit log is only ever added to");
    }
}
