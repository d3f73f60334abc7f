package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.mlflow.MirrorRepository.Attempt;
import io.assay.platform.database.TestPostgres;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is noted of models that MLflow's registry is to be told of, and what metrics say of it. */
@Tag("embedded")
@Execution(ExecutionMode.CONCURRENT)
class MirrorRepositoryTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final DataSource database = Sending.database(TestPostgres.embedded().newDatabase());

    private final JdbcClient jdbc = JdbcClient.create(database);

    private void model(String name) {
        jdbc.sql(
                        "insert into model_name (name, latest, revision, created_at, created_by) values (:name, 1, 1, now(), 'test')")
                .param("name", name)
                .update();
    }

    private static double gauge(Sending sending, String state) {
        return sending.meters()
                .get("assay.mlflow.models")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void whatChangesWhileItIsToldIsToldAgain() {
        try (Sending sending = new Sending(database, "http://127.0.0.1:1")) {
            MirrorRepository repository = sending.mirrored();
            for (String name : new String[] {"told", "refused", "waits"}) {
                model(name);
            }
            repository.want("told", 1);
            Attempt told = repository.take(LEASE).orElseThrow();
            assertThat(told.name()).isEqualTo("told");
            repository.want("told", 2);
            assertThat(repository.mirrored(told, 1, null)).isTrue();
            Attempt again = repository.take(LEASE).orElseThrow();
            assertThat(again.wanted()).isEqualTo(2);
            assertThat(repository.mirrored(again, 2, null)).isTrue();
            assertThat(repository.take(LEASE)).isEmpty();

            // MLflow refuses what the model was; what it is by now it may take.
            repository.want("refused", 1);
            Attempt refused = repository.take(LEASE).orElseThrow();
            repository.want("refused", 2);
            assertThat(repository.failed(refused, "no such tag")).isTrue();
            Attempt changed = repository.take(LEASE).orElseThrow();
            assertThat(changed.name()).isEqualTo("refused");
            assertThat(repository.failed(changed, "no such tag")).isTrue();
            assertThat(repository.take(LEASE)).isEmpty();
            assertThat(repository.failed(refused, "late"))
                    .as("a try that is over")
                    .isFalse();

            repository.want("waits", 1);
            assertThat(gauge(sending, "pending")).isEqualTo(1);
            assertThat(gauge(sending, "failed")).isEqualTo(1);
            assertThat(repository.reviveFailed()).isEqualTo(1);
            assertThat(gauge(sending, "pending")).isEqualTo(2);
            assertThat(gauge(sending, "failed")).isZero();
        }
    }
}
