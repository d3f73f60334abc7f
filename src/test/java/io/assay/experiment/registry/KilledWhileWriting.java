package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.registry.Write.Answer;
import io.assay.experiment.registry.Write.Kind;
import io.assay.experiment.registry.Write.Sent;
import io.assay.experiment.registry.Writer.Subject;
import io.assay.process.CrashRounds;
import io.assay.process.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds in which a part of the packaged service is killed while clients write to it, one after the other on the same
 * data. Each round has a seed, which is printed; {@code -Dassay.crash.seed} sets the first one's. It fixes what is
 * written and when something is killed, though not how far the writes have come by then.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class KilledWhileWriting {

    static final Logger LOG = LoggerFactory.getLogger(KilledWhileWriting.class);

    private static final int WRITERS = 5;

    private static final int SHORTEST_MS = 300;

    private static final int LONGEST_MS = 1200;

    private static final long PATIENCE_S = 30;

    private final long firstSeed = Long.getLong("assay.crash.seed", System.nanoTime());

    private final List<Round> rounds = new ArrayList<>();

    private Path folder;

    private PackagedService service;

    /** One round: its chances, and the experiment that its clients share. */
    record Round(long seed, SplittableRandom random, String name, Subject shared, List<Sent> settled) {}

    /** What is done to the service. */
    @FunctionalInterface
    interface Blow {
        void fall() throws Exception;
    }

    @BeforeAll
    void startInAnEmptyFolder(@TempDir Path parent) throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
        startAgain();
    }

    /** With its own database unless the arguments name another. */
    String[] arguments() {
        return new String[0];
    }

    int rounds() {
        return CrashRounds.COUNT;
    }

    @AfterAll
    void leaveNothingRunning() throws IOException {
        service.close();
        if (Files.exists(folder.resolve("data/postgres/postmaster.pid"))) {
            ProcessHandle.of(Long.parseLong(service.postmaster().getFirst().strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    final Path folder() {
        return folder;
    }

    final PackagedService service() {
        return service;
    }

    final void startAgain() throws Exception {
        service = PackagedService.startUnpacked(folder, arguments()).awaitReady();
    }

    final WritingClient client() throws IOException {
        return new WritingClient(service.port());
    }

    final Round round(int number) {
        long seed = firstSeed + number - 1;
        SplittableRandom random = new SplittableRandom(seed);
        String name = "round-" + number;
        return new Round(
                seed,
                random,
                name,
                new Subject(name + "-shared", new RandomLife(random.nextLong())),
                new ArrayList<>());
    }

    /** Returns what clients sent, the blow falling while they did. */
    final List<Sent> write(Round round, WritingClient client, Blow blow) throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        AtomicBoolean stopped = new AtomicBoolean();
        List<Sent> sent = started(round.shared(), client);
        List<Future<List<Sent>>> writers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 1; writer <= WRITERS; writer++) {
                String name = round.name() + "-" + writer;
                writers.add(executor.submit(
                        new Writer(client, name, round.random().split(), round.shared(), writing, stopped)));
            }
            try {
                assertThat(writing.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
                Thread.sleep(round.random().nextInt(SHORTEST_MS, LONGEST_MS + 1));
                blow.fall();
            } finally {
                stopped.set(true);
            }
        }
        for (Future<List<Sent>> writer : writers) {
            sent.addAll(writer.get());
        }
        return sent;
    }

    private static List<Sent> started(Subject shared, WritingClient client) throws Exception {
        List<Sent> sent = new ArrayList<>();
        for (Write write : List.of(
                new Write(shared.key() + "-create", Kind.CREATED, shared.key(), shared.definition()),
                new Write(shared.key() + "-start", Kind.STARTED, shared.key(), ""))) {
            Answer answer = client.send(write);
            assertThat(answer).matches(Answer::isDone);
            sent.add(new Sent(write, answer));
        }
        return sent;
    }

    /** Sends everything again and compares what is there with what was done. */
    final void settle(Round round, WritingClient client, List<Sent> sent) throws Exception {
        Aftermath aftermath = new Aftermath(client, round.shared().key());
        round.settled().addAll(aftermath.sendAgain(sent));
        aftermath.check(round.settled());
        rounds.add(round);
    }

    /** What the rounds did, at the end of them all. */
    final void checkAllRounds() throws Exception {
        assertThat(rounds.size()).isEqualTo(rounds());
        try (WritingClient client = client()) {
            for (Round round : rounds) {
                Aftermath aftermath = new Aftermath(client, round.shared().key());
                aftermath.check(aftermath.sendAgain(round.settled()));
                aftermath.replay(round.settled());
            }
        }
    }
}
