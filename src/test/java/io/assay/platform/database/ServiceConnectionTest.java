package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A container that a test declares takes the place of the embedded server. */
@Tag("container")
@DirtiesContext
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "assay.database.directory=target/database/declared")
class ServiceConnectionTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection
        PostgreSQLContainer postgres() {
            return new PostgreSQLContainer("postgres:15");
        }
    }

    @Autowired
    private DataSource pool;

    @Autowired
    private PostgreSQLContainer container;

    @Autowired
    private ObjectProvider<EmbeddedServer> embedded;

    @Test
    void replacesTheEmbeddedServer() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getURL())
                    .contains(":" + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/");
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(15);
        }
        assertThat(embedded.getIfAvailable()).isNull();
    }
}
