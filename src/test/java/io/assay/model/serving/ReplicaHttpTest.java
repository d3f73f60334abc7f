package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.assay.AssayApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two services on one database: what one is told, the other serves. */
class ReplicaHttpTest extends ServingApi {

    private static final String ROW =
            "{\"data\": {\"rows\": [{\"age\": 30, \"sex\": \"female\", \"passengerClass\": \"1st\"}]}}";

    private static final Duration SOON = Duration.ofSeconds(2);

    @Autowired
    private DataSource database;

    private ConfigurableApplicationContext replica() throws SQLException {
        HikariDataSource pool = database.unwrap(HikariDataSource.class);
        return new SpringApplicationBuilder(AssayApplication.class)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + pool.getJdbcUrl(),
                        "spring.datasource.username=" + pool.getUsername(),
                        "spring.datasource.password=" + (pool.getPassword() == null ? "" : pool.getPassword()),
                        "assay.database.directory=target/database/replica",
                        "assay.mlflow.tracking-uri=")
                .run();
    }

    @Test
    void whatOneIsToldTheOtherServes() throws Exception {
        String name = name();
        register(name, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        register(name, trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}")));
        promote(name, 1);
        try (ConfigurableApplicationContext replica = replica();
                HttpClient client = HttpClient.newHttpClient()) {
            String port = replica.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest there = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + MODELS + name + "/predict"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(ROW))
                    .build();
            assertThat(version(client, there)).isEqualTo(1);
            promote(name, 2);
            long begun = System.nanoTime();
            List<Integer> seen = new ArrayList<>();
            while (seen.isEmpty() || seen.getLast() != 2) {
                seen.add(version(client, there));
                assertThat(System.nanoTime() - begun).isLessThan(SOON.toNanos());
            }
            assertThat(seen).containsOnly(1, 2).isSorted();
            // Through HTTP: the replica that is told has switched when it says so.
            point(name, "challenger", 1);
            assertThat(json(predict(name + "@challenger", ROW)).path("version").intValue())
                    .isEqualTo(1);
            point(name, "challenger", 2);
            assertThat(json(predict(name + "@challenger", ROW)).path("version").intValue())
                    .isEqualTo(2);
        }
    }

    private static int version(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        return answer.path("version").intValue();
    }
}
