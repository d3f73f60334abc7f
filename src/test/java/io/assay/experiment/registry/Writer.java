package io.assay.experiment.registry;

import io.assay.experiment.registry.Write.Answer;
import io.assay.experiment.registry.Write.Kind;
import io.assay.experiment.registry.Write.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes one thing after another, to experiments of its own and to one that it shares with others, until
 * it is stopped or the connection breaks. It keeps a note of all that it sent.
 */
final class Writer implements Callable<List<Sent>> {

    /** An experiment that is written to, and what happens to it. */
    static final class Subject {

        private final String key;
        private final RandomLife life;
        private boolean running;

        Subject(String key, RandomLife life) {
            this.key = key;
            this.life = life;
        }

        String key() {
            return key;
        }

        synchronized String definition() {
            return life.definition(key);
        }

        synchronized String moreFigures() {
            life.grow();
            return life.figures(null);
        }

        synchronized String amendment() {
            return life.amendment();
        }
    }

    private final WritingClient client;
    private final String name;
    private final SplittableRandom random;
    private final Subject shared;
    private final CountDownLatch writing;
    private final AtomicBoolean stopped;
    private final List<Sent> sent = new ArrayList<>();
    private @Nullable Subject own;

    /**
     * @param shared an experiment that is running
     * @param writing counted down when an answer has come
     */
    Writer(
            WritingClient client,
            String name,
            SplittableRandom random,
            Subject shared,
            CountDownLatch writing,
            AtomicBoolean stopped) {
        this.client = client;
        this.name = name;
        this.random = random;
        this.shared = shared;
        this.writing = writing;
        this.stopped = stopped;
    }

    @Override
    public List<Sent> call() throws InterruptedException {
        try {
            while (!stopped.get()) {
                Write next = next();
                send(next);
                writing.countDown();
            }
            return sent;
        } catch (IOException broken) {
            return sent;
        }
    }

    private void send(Write write) throws IOException, InterruptedException {
        Answer answer = null;
        try {
            answer = client.send(write);
        } finally {
            sent.add(new Sent(write, answer));
        }
    }

    private Write next() {
        Subject subject = own;
        if (subject == null || random.nextInt(10) == 0) {
            subject = new Subject(name + "-" + sent.size(), new RandomLife(random.nextLong()));
            own = subject;
            return write(Kind.CREATED, subject, subject.definition());
        }
        if (!subject.running) {
            subject.running = true;
            return write(Kind.STARTED, subject, "");
        }
        return switch (random.nextInt(8)) {
            case 0 -> write(Kind.AMENDED, shared, shared.amendment());
            case 1 -> write(Kind.AMENDED, subject, subject.amendment());
            case 2, 3 -> write(Kind.READ_OUT, shared, shared.moreFigures());
            default -> write(Kind.READ_OUT, subject, subject.moreFigures());
        };
    }

    private Write write(Kind kind, Subject subject, String body) {
        return new Write(name + "-" + sent.size(), kind, subject.key(), body);
    }
}
