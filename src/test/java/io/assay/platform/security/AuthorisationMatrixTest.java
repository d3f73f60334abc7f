package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every operation of the OpenAPI document, and what else the service answers, with every kind of credential: each answers
 * with the status that {@code authorisation.txt} says. An operation that is new or gone fails until the table is right.
 */
@Tag("matrix")
class AuthorisationMatrixTest extends SecuredTest {

    private static final Path TABLE = Path.of("src/test/resources/authorisation.txt");

    private static final String NOT_IN_THE_DOCUMENT = "-";

    private static final List<String> COLUMNS = List.of("none", "wrong", "viewer", "analyst", "admin");

    private final JdbcClient jdbc;

    private final RequestMappingHandlerMapping handlers;

    AuthorisationMatrixTest(
            @Autowired JdbcClient jdbc,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.jdbc = jdbc;
        this.handlers = handlers;
    }

    /** @param statuses by column */
    private record Row(String operation, String method, String path, Map<String, Integer> statuses) {

        static Row read(String line) {
            List<String> cells = List.of(line.strip().split(" +"));
            assertThat(cells).as(line).hasSize(3 + COLUMNS.size());
            Map<String, Integer> statuses = new LinkedHashMap<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                statuses.put(COLUMNS.get(column), Integer.valueOf(cells.get(3 + column)));
            }
            return new Row(cells.get(0), cells.get(1), cells.get(2), statuses);
        }

        /** Path parameters get values that nothing has. */
        String requestPath() {
            return path.replace("{number}", "1").replaceAll("\\{[^}]*}", "not-there");
        }
    }

    private static List<Row> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Row::read)
                .toList();
    }

    /** By what they are called in the test's report: the column, and the credential. */
    private record Sent(String column, @Nullable String credential) {}

    private Map<String, Sent> credentials() {
        String revoked = key("matrix-revoked", Role.ADMIN);
        assertThat(send("DELETE", "/api/v1/keys/" + id(revoked), ADMIN_KEY, "").statusCode())
                .isEqualTo(200);
        String expired = key("matrix-expired", Role.ADMIN);
        jdbc.sql("update api_key set expires_at = now() - interval '1 second' where id = :id")
                .param("id", id(expired))
                .update();
        String analyst = key("matrix-analyst", Role.ANALYST);
        char last = analyst.charAt(analyst.length() - 1);
        Map<String, Sent> sent = new LinkedHashMap<>();
        sent.put("no credential", new Sent("none", null));
        sent.put("garbage", new Sent("wrong", "garbage"));
        sent.put("an unknown key", new Sent("wrong", "assay_aaaaaaaa_" + "a".repeat(43)));
        sent.put(
                "a key with another last character",
                new Sent("wrong", analyst.substring(0, analyst.length() - 1) + (last == 'A' ? 'B' : 'A')));
        sent.put("a revoked admin's key", new Sent("wrong", revoked));
        sent.put("an expired admin's key", new Sent("wrong", expired));
        sent.put("another issuer's token", new Sent("wrong", Tokens.random().with("admin")));
        sent.put(
                "an expired token",
                new Sent("wrong", TOKENS.sign(Tokens.claims("admin").expirationTime(Tokens.in(Duration.ofHours(-1))))));
        sent.put("a viewer's key", new Sent("viewer", key("matrix-viewer", Role.VIEWER)));
        sent.put("a viewer's token", new Sent("viewer", TOKENS.with("viewer")));
        sent.put("an analyst's key", new Sent("analyst", analyst));
        sent.put("an analyst's token", new Sent("analyst", TOKENS.with("analyst", "viewer")));
        sent.put("an admin's key", new Sent("admin", key("matrix-admin", Role.ADMIN)));
        sent.put("an admin's token", new Sent("admin", TOKENS.with("platform-team")));
        sent.put("the admin key", new Sent("admin", ADMIN_KEY));
        return sent;
    }

    @TestFactory
    Stream<DynamicTest> everyOperationAnswersEachCredentialAsTheTableSays() throws IOException {
        Map<String, Sent> credentials = credentials();
        return table().stream()
                .flatMap(row -> credentials.entrySet().stream()
                        .map(credential -> DynamicTest.dynamicTest(
                                row.method() + " " + row.path() + " with " + credential.getKey(), () -> {
                                    Sent sent = credential.getValue();
                                    var response = send(row.method(), row.requestPath(), sent.credential(), "{}");
                                    assertThat(response.statusCode())
                                            .as(response.body())
                                            .isEqualTo(row.statuses().get(sent.column()));
                                })));
    }

    @Test
    void theTableHasTheOperationsOfTheDocumentAndNoOthers() throws IOException {
        Set<String> documented = new TreeSet<>();
        json(get("/v3/api-docs", ADMIN_KEY))
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> documented.add(
                        operation.get("operationId").asString() + " " + method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(table().stream()
                        .filter(row -> !row.operation().equals(NOT_IN_THE_DOCUMENT))
                        .map(row -> row.operation() + " " + row.method() + " " + row.path()))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void theDocumentSaysWhoMayCall() {
        List<String> roles = Arrays.stream(Role.values()).map(Role::text).toList();
        json(get("/v3/api-docs", ADMIN_KEY))
                .get("paths")
                .forEach(item -> item.forEach(operation -> {
                    String id = operation.get("operationId").asString();
                    assertThat(operation.at("/security/0/bearer/0").asString())
                            .as(id)
                            .isIn(roles);
                    assertThat(operation.get("responses").propertyNames())
                            .as(id)
                            .contains("401", "403");
                }));
    }

    /** What is not in the document is found here: no handler of ours is without a role. */
    @Test
    void everyHandlerNamesTheRoleItNeeds() {
        assertThat(handlers.getHandlerMethods().values().stream()
                        .filter(handler -> RoleCheck.leastRole(handler).isEmpty())
                        .collect(Collectors.toSet()))
                .isEmpty();
    }
}
