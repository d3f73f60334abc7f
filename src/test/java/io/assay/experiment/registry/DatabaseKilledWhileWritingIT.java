package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Sent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * {@code kill -9} of the database server under the service, or of one of the server's processes, at which PostgreSQL ends
 * all others and recovers. The service goes on, says 503 in the meantime, and comes back by itself.
 */
class DatabaseKilledWhileWritingIT extends KilledWhileWriting {

    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(45);

    /** Two seconds are promised; the rest is for a machine that has other things to do. */
    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(3);

    private static final int EVERY_FOURTH = 4;

    private static final Duration WRITING_ON = Duration.ofMillis(300);

    private final List<Duration> refusals = new ArrayList<>();

    private final List<Duration> outages = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("io.assay.process.CrashRounds#numbers")
    @Order(1)
    void whatWasAcknowledgedIsThereOnce(int number) throws Exception {
        Round round = round(number);
        boolean oneProcess = number % EVERY_FOURTH == 0;
        try (WritingClient client = client()) {
            List<Sent> sent = write(round, client, () -> {
                outages.add(oneProcess ? killOneProcess(client) : killServer(client));
                Thread.sleep(WRITING_ON);
            });
            assertThat(sent).as("the service goes on").allMatch(each -> each.answer() != null);
            Instant begun = Instant.now();
            settle(round, client, sent);
            Duration checked = Duration.between(begun, Instant.now());
            assertThat(client.unavailable()).allSatisfy(time -> assertThat(time).isLessThan(LONGEST_REFUSAL));
            refusals.addAll(client.unavailable());
            LOG.info(
                    "{} seed {}: {} killed, back after {} ms; {} writes, {} of them done though answered 503; {} times "
                            + "503, after {} ms at most; checked in {} ms",
                    round.name(),
                    round.seed(),
                    oneProcess ? "a process" : "server",
                    outages.getLast().toMillis(),
                    sent.size(),
                    sent.stream()
                            .filter(each ->
                                    Objects.requireNonNull(each.answer()).replayed())
                            .count(),
                    client.unavailable().size(),
                    longest(client.unavailable()).toMillis(),
                    checked.toMillis());
        }
    }

    /** Returns how long it took until there was another one. */
    private Duration killServer(WritingClient client) throws Exception {
        ProcessHandle server = service().postmasterProcess();
        Instant begun = Instant.now();
        assertThat(server.destroyForcibly()).isTrue();
        while (!isThereAnotherThan(server)) {
            assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST_OUTAGE);
            Thread.sleep(20);
        }
        awaitAnswer(client, begun);
        return Duration.between(begun, Instant.now());
    }

    private boolean isThereAnotherThan(ProcessHandle server) throws IOException {
        try {
            List<String> lines = service().postmaster();
            return !lines.isEmpty() && !lines.getFirst().strip().equals(Long.toString(server.pid()));
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /** One that does something for the service, if there is one. */
    private Duration killOneProcess(WritingClient client) throws Exception {
        long process = JdbcClient.create(new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:" + service().postmaster().get(3) + "/postgres",
                        "assay",
                        Files.readString(folder().resolve("data/password"))))
                .sql("""
                        select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
                        order by state = 'idle' limit 1
                        """)
                .query((row, number) -> row.getLong(1))
                .single();
        ProcessHandle server = service().postmasterProcess();
        ProcessHandle killed = ProcessHandle.of(process).orElseThrow();
        Instant begun = Instant.now();
        assertThat(killed.destroyForcibly()).isTrue();
        killed.onExit().join();
        awaitAnswer(client, begun);
        Duration outage = Duration.between(begun, Instant.now());
        assertThat(service().postmasterProcess()).isEqualTo(server);
        return outage;
    }

    private static void awaitAnswer(WritingClient client, Instant begun) throws Exception {
        HttpResponse<String> response = client.get(Api.PATH + "?limit=1");
        while (response.statusCode() != 200) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(LONGEST_OUTAGE);
            Thread.sleep(20);
            response = client.get(Api.PATH + "?limit=1");
        }
    }

    private static Duration longest(Collection<Duration> times) {
        return times.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    @Test
    @Order(2)
    void allOfItIsThereAtTheEnd() throws Exception {
        assertThat(refusals).as("the database was missed").isNotEmpty();
        LOG.info(
                "Back after {} ms at most, {} times 503, after {} ms at most",
                longest(outages).toMillis(),
                refusals.size(),
                longest(refusals).toMillis());
        checkAllRounds();
    }
}
