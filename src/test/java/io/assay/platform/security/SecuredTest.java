package io.assay.platform.security;

import io.assay.platform.database.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The base of tests over HTTP of a service that asks for credentials: an admin key, API keys and access tokens at once.
 * All of them share one running service.
 */
@Tag("http")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "assay.security.mode=required",
            "assay.security.admin-key=" + SecuredTest.ADMIN_KEY,
            "assay.security.jwt.roles-claim=realm_access.roles",
            "assay.security.jwt.roles.admin=platform-team",
            "management.endpoints.web.exposure.include=health,info,prometheus,env",
            "assay.limits.failures.burst=1000000",
            "assay.database.directory=target/database/secured",
            "spring.security.oauth2.resourceserver.jwt.audiences=" + Tokens.AUDIENCE
        })
abstract class SecuredTest {

    static final String ADMIN_KEY = "an-admin-key-of-the-tests-0123456789";

    static final Tokens TOKENS = Tokens.random();

    static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestPostgres postgres = TestPostgres.embedded();
        registry.add("spring.datasource.url", postgres::newDatabase);
        registry.add("spring.datasource.username", postgres::user);
        registry.add("spring.datasource.password", postgres::password);
        registry.add(
                "spring.security.oauth2.resourceserver.jwt.public-key-location",
                () -> TOKENS.writePublicKey(Path.of("target")).toUri().toString());
    }

    final int port() {
        return port;
    }

    final HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    final HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** @param credential null for none */
    final HttpResponse<String> send(String method, String path, @Nullable String credential, String body) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
        if (credential != null) {
            request.header("Authorization", "Bearer " + credential);
        }
        return send(request);
    }

    final HttpResponse<String> get(String path, @Nullable String credential) {
        return send("GET", path, credential, "");
    }

    /** The answer to making a key. */
    final JsonNode made(String name, Role role) {
        HttpResponse<String> response = send("POST", "/api/v1/keys", ADMIN_KEY, """
                {"name": "%s", "role": "%s"}""".formatted(name, role.text()));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
        return JSON.readTree(response.body());
    }

    final String key(String name, Role role) {
        return made(name, role).get("key").asString();
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** The visible part of a key. */
    static String id(String key) {
        return key.substring("assay_".length(), "assay_".length() + 8);
    }
}
