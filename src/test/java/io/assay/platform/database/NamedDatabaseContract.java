package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The service on a PostgreSQL that it was told of, as by {@code SPRING_DATASOURCE_URL}. */
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "assay.database.directory=target/database/named")
abstract class NamedDatabaseContract {

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource pool;

    @Autowired
    private ObjectProvider<EmbeddedServer> embedded;

    static void name(TestPostgres server, DynamicPropertyRegistry properties) {
        String url = server.newDatabase();
        properties.add("spring.datasource.url", () -> url);
        properties.add("spring.datasource.username", server::user);
        properties.add("spring.datasource.password", server::password);
    }

    private int status(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    @Test
    void startsNoServerOfItsOwn() {
        assertThat(embedded.getIfAvailable()).isNull();
    }

    @Test
    void isReadyAndStores() throws Exception {
        assertThat(status(request("/readyz"))).isEqualTo(200);
        assertThat(status(request("/test/rows/named").POST(BodyPublishers.noBody())))
                .isEqualTo(200);
    }

    @Test
    void givesUpBeforeTheCallerDoes() throws Exception {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select current_setting('lock_timeout'), current_setting('statement_timeout')")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("1500ms");
            assertThat(rows.getString(2)).isEqualTo("1800ms");
        }
    }
}
