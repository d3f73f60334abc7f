package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Sent;
import io.assay.process.FreePort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL of its own machine is stopped under load, as for an upgrade, is away for some seconds, and is started
 * again. The service says 503 in the meantime, is alive and not ready, and comes back without a restart.
 */
@Tag("container")
class DatabaseStoppedWhileWritingIT extends KilledWhileWriting {

    private static final int STOPS = 4;

    private static final Duration AWAY = Duration.ofSeconds(3);

    /** Two seconds are promised; the rest is for a machine that has other things to do. */
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(3);

    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

    private final PostgreSQLContainer database = start();

    private final List<Duration> refusals = new ArrayList<>();

    /** On a port that stays when the container is started again. */
    private static PostgreSQLContainer start() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:15");
        container.setPortBindings(List.of("127.0.0.1:" + FreePort.find() + ":5432"));
        container.start();
        return container;
    }

    @AfterAll
    void stop() {
        database.stop();
    }

    @Override
    String[] arguments() {
        return new String[] {
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword()
        };
    }

    @Override
    int rounds() {
        return STOPS;
    }

    @RepeatedTest(STOPS)
    @Order(1)
    void whatWasAcknowledgedIsThereOnce(RepetitionInfo repetition) throws Exception {
        Round round = round(repetition.getCurrentRepetition());
        try (WritingClient client = client()) {
            List<Duration> recoveries = new ArrayList<>();
            List<Sent> sent = write(round, client, () -> recoveries.add(stopAndStart(client)));

            assertThat(sent).as("the service goes on").allMatch(each -> each.answer() != null);
            settle(round, client, sent);
            assertThat(client.unavailable())
                    .as("the database was missed")
                    .isNotEmpty()
                    .allSatisfy(time -> assertThat(time).isLessThan(LONGEST_REFUSAL));
            refusals.addAll(client.unavailable());
            LOG.info(
                    "{} seed {}: stopped for {} s, back {} ms after its start; {} writes, {} times 503, after {} ms at"
                            + " most",
                    round.name(),
                    round.seed(),
                    AWAY.toSeconds(),
                    recoveries.getLast().toMillis(),
                    sent.size(),
                    client.unavailable().size(),
                    Collections.max(client.unavailable()).toMillis());
        }
    }

    /** Fast, so that PostgreSQL does not wait for the clients to go; returns how long it took to be ready again. */
    private Duration stopAndStart(WritingClient client) throws Exception {
        var docker = database.getDockerClient();
        docker.killContainerCmd(database.getContainerId()).withSignal("SIGINT").exec();
        Thread.sleep(AWAY);
        assertThat(client.get("/livez").statusCode()).isEqualTo(200);
        assertThat(client.get("/readyz").statusCode()).isEqualTo(503);
        docker.startContainerCmd(database.getContainerId()).exec();
        Instant begun = Instant.now();
        while (client.get("/readyz").statusCode() != 200) {
            assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST_RECOVERY);
            Thread.sleep(50);
        }
        return Duration.between(begun, Instant.now());
    }

    @Test
    @Order(2)
    void allOfItIsThereAtTheEnd() throws Exception {
        LOG.info(
                "{} times 503, after {} ms at most",
                refusals.size(),
                Collections.max(refusals).toMillis());
        checkAllRounds();
    }
}
