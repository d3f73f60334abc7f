package io.assay.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import io.assay.platform.database.TestPostgres;
import io.assay.platform.problem.ProblemAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Access tokens of an issuer that publishes its keys over HTTP, and a port of its own for those who run the service.
 */
@Tag("http")
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "assay.security.mode=required",
            "assay.database.directory=target/database/issuer",
            "management.server.port=0",
            "management.server.address=127.0.0.1",
            "spring.security.oauth2.resourceserver.jwt.audiences=" + Tokens.AUDIENCE
        })
class IssuerTest {

    private static final Tokens TOKENS = Tokens.random();

    private static final HttpServer ISSUER = issuer();

    private final HttpClient client = HttpClient.newHttpClient();

    private final int port;

    private final int managementPort;

    IssuerTest(@Value("${local.server.port}") int port, @Value("${local.management.port}") int managementPort) {
        this.port = port;
        this.managementPort = managementPort;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        TestPostgres postgres = TestPostgres.embedded();
        registry.add("spring.datasource.url", postgres::newDatabase);
        registry.add("spring.datasource.username", postgres::user);
        registry.add("spring.datasource.password", postgres::password);
        registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", IssuerTest::name);
    }

    private static HttpServer issuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            publish(server, "/.well-known/openid-configuration", () -> """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys"}""".formatted(name()));
            publish(server, "/keys", TOKENS::publicKeys);
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void publish(HttpServer server, String path, java.util.function.Supplier<String> body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String name() {
        return "http://127.0.0.1:" + ISSUER.getAddress().getPort();
    }

    @AfterAll
    static void stop() {
        ISSUER.stop(0);
    }

    private HttpResponse<String> get(int at, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private int statusWith(JWTClaimsSet.Builder claims) throws IOException, InterruptedException {
        return get(port, "/v3/api-docs/swagger-config", "Authorization", "Bearer " + TOKENS.sign(claims))
                .statusCode();
    }

    private static JWTClaimsSet.Builder claims() {
        return Tokens.claims().claim("roles", "viewer");
    }

    @Test
    void takesTokensOfThisIssuerAlone() throws IOException, InterruptedException {
        assertThat(statusWith(claims().issuer(name()))).isEqualTo(200);
        assertThat(statusWith(claims().issuer(name() + "/"))).isEqualTo(401);
        assertThat(statusWith(claims().issuer("https://issuer.example.org"))).isEqualTo(401);
        assertThat(statusWith(claims())).isEqualTo(401);
        assertThat(get(
                                port,
                                "/v3/api-docs/swagger-config",
                                "Authorization",
                                "Bearer " + Tokens.random().sign(claims().issuer(name())))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void showsMetricsAtTheManagementPortAlone() throws IOException, InterruptedException {
        assertThat(get(managementPort, "/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(get(managementPort, "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get(managementPort, "/api/v1/keys").statusCode()).isEqualTo(404);
        ProblemAssertions.isProblem(get(port, "/actuator/prometheus"), 401, "unauthenticated");
        ProblemAssertions.isProblem(
                get(port, "/api/v1/keys", "X-Forwarded-Port", Integer.toString(managementPort)),
                401,
                "unauthenticated");
        assertThat(get(port, "/livez").statusCode()).isEqualTo(200);
        assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
    }
}
