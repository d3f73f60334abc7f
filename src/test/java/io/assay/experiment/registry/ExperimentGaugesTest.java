package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.assay.platform.database.TestPostgres;
import io.assay.platform.json.Binders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("embedded")
class ExperimentGaugesTest {

    private final DataSource database = TestPostgres.embedded().migrated();

    private final JdbcClient jdbc = JdbcClient.create(database);

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private void insert(String key, String state) {
        jdbc.sql("""
                        insert into experiment (key, state, version, owner, tags, searched, definition, planned, plan, plan_sha256)
                        values (:key, :state, 1, 'o', '{}', '', '{}', '{}', '{}', '')
                        """).param("key", key).param("state", state).update();
    }

    private double gauge(String state) {
        return registry.get("assay.experiments").tag("state", state).gauge().value();
    }

    @Test
    void countsByStateAndKnowsNothingWithoutTheDatabase() throws SQLException {
        ExperimentGauges gauges = new ExperimentGauges(new ExperimentRepository(jdbc, Binders.mapper()), Duration.ZERO);
        gauges.bindTo(registry);
        insert("a", "running");
        insert("b", "running");
        insert("c", "archived");

        assertThat(gauge("running")).isEqualTo(2);
        assertThat(gauge("archived")).isEqualTo(1);
        assertThat(gauge("draft")).isZero();
        insert("d", "draft");
        assertThat(gauge("draft")).isEqualTo(1);

        database.unwrap(HikariDataSource.class).close();

        assertThat(gauge("running")).isNaN();
        assertThat(gauge("draft")).isNaN();
        // The registry holds the object weakly: it must live until here.
        assertThat(gauges).isNotNull();
    }
}
