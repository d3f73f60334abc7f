package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Kind;
import io.assay.experiment.registry.Write.Sent;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} of the service; its database server is left running, and found by the next start. */
class ServiceKilledWhileWritingIT extends KilledWhileWriting {

    /** Of a start after a kill. */
    private static final Duration LONGEST_START = Duration.ofSeconds(10);

    /** Where the machine has other things to do. */
    private static final Duration LONGEST_START_UNDER_LOAD = Duration.ofSeconds(45);

    private final List<Duration> quietStarts = new ArrayList<>();

    private int unanswered;

    @ParameterizedTest
    @MethodSource("io.assay.process.CrashRounds#numbers")
    @Order(1)
    void whatWasAcknowledgedIsThereOnce(int number) throws Exception {
        Round round = round(number);
        List<Sent> sent;
        try (WritingClient client = client()) {
            sent = write(round, client, service()::kill);
        }
        long open = sent.stream().filter(each -> each.answer() == null).count();
        Duration start = killedStart();
        long done;
        Instant begun = Instant.now();
        try (WritingClient client = client()) {
            done = countDone(client, sent);
            settle(round, client, sent);
        }
        unanswered += (int) open;
        LOG.info(
                "{} seed {}: {} writes, {} unanswered when killed, {} of them done; ready after {} ms, checked in {} ms",
                round.name(),
                round.seed(),
                sent.size(),
                open,
                done,
                start.toMillis(),
                Duration.between(begun, Instant.now()).toMillis());
    }

    private Duration killedStart() throws Exception {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        boolean quiet = machine.getSystemLoadAverage() <= machine.getAvailableProcessors();
        Instant begun = Instant.now();
        startAgain();
        assertThat(service().get("/readyz").statusCode()).isEqualTo(200);
        Duration start = Duration.between(begun, Instant.now());
        assertThat(start).isLessThan(LONGEST_START_UNDER_LOAD);
        assertThat(service().log()).contains("Stopping the PostgreSQL that an earlier run left");
        if (quiet) {
            quietStarts.add(start);
        }
        return start;
    }

    /** How many of the writes without an answer had been done all the same. */
    private static long countDone(WritingClient client, List<Sent> sent) throws Exception {
        long done = 0;
        for (Sent each : sent) {
            if (each.answer() == null
                    && client.get(Api.PATH + "/" + each.write().experiment())
                            .body()
                            .contains("\"by\":\"" + each.write().id() + "\"")) {
                done++;
            }
        }
        return done;
    }

    @Test
    @Order(2)
    void anAnswerThatNobodyHeardIsGivenAgain() throws Exception {
        String key = "unheard";
        Write create = new Write(
                "unheard-1", Kind.CREATED, key, Api.definition(key, "{\"kind\":\"always_valid\"}", 1000, Api.PRIMARY));
        try (WritingClient client = client()) {
            client.sendAndLeave(create);
            Instant giveUp = Instant.now().plusSeconds(10);
            while (client.get(create.path() + "/" + key).statusCode() != 200) {
                assertThat(Instant.now()).isBefore(giveUp);
                Thread.sleep(20);
            }
        }
        service().kill();
        startAgain();
        try (WritingClient client = client()) {
            Aftermath aftermath = new Aftermath(client, key);
            List<Sent> settled = aftermath.sendAgain(List.of(new Sent(create, null)));
            assertThat(settled)
                    .extracting(Sent::answer)
                    .singleElement()
                    .matches(answer -> answer != null && answer.status() == 201 && answer.replayed());
            aftermath.check(settled);
        }
    }

    @Test
    @Order(3)
    void allOfItIsThereAtTheEnd() throws Exception {
        assertThat(unanswered)
                .as("writes that were in the air when the service was killed")
                .isPositive();
        checkAllRounds();
    }

    /** Not the longest, since one start may meet another process's busy moment. */
    @Test
    @Order(4)
    void isReadyWithinTenSecondsWhereTheMachineIsNotBusy() {
        LOG.info("Starts after a kill on a quiet machine: {}", quietStarts);
        if (!quietStarts.isEmpty()) {
            assertThat(quietStarts.stream().sorted().toList().get(quietStarts.size() / 2))
                    .isLessThan(LONGEST_START);
        }
    }
}
