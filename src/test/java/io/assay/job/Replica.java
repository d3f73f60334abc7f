package io.assay.job;

import io.assay.platform.database.SoleUse;
import io.assay.platform.http.Caller;
import io.assay.platform.idempotency.Asked;
import io.assay.platform.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** What runs jobs in one process, without the rest of the service: two of them stand for two processes. */
final class Replica implements AutoCloseable {

    static final String KIND = "test_marking";

    /** Begins the labels of work whose statements the database cuts short. */
    static final String TOO_SLOW = "too-slow";

    private static final Asked ASKED = new Asked("analyst", "open", "mark", "POST", "/marks", null);

    /** How the work of a replica goes on: it waits for its gate, asking whether to go on or not. */
    record Gate(CountDownLatch begun, CountDownLatch opened, boolean asks) {

        static Gate open() {
            Gate gate = closed(true);
            gate.opened().countDown();
            return gate;
        }

        static Gate closed(boolean asks) {
            return new Gate(new CountDownLatch(1), new CountDownLatch(1), asks);
        }
    }

    /** What is marked. */
    record Mark(String label) {}

    private final class Marking implements JobKind<Mark> {

        @Override
        public String name() {
            return KIND;
        }

        @Override
        public Class<Mark> parameters() {
            return Mark.class;
        }

        @Override
        public boolean isSmall(Mark mark) {
            return false;
        }

        @Override
        public void abandoned(Mark mark) {
            abandoned.add(mark.label());
        }

        @Override
        public Supplier<ResponseEntity<?>> run(Mark mark, JobContext context) {
            Gate gate = gates.getOrDefault(mark.label(), Gate.open());
            gate.begun().countDown();
            try {
                while (!gate.opened().await(5, TimeUnit.MILLISECONDS)) {
                    if (gate.asks()) {
                        context.progress(0.5, "waiting");
                    }
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            return () -> {
                if (mark.label().startsWith(TOO_SLOW)) {
                    throw new QueryTimeoutException("", new SQLException("cut short", "57014"));
                }
                jdbc.sql("insert into mark (label, by_whom) values (:label, :by)")
                        .param("label", mark.label())
                        .param("by", name)
                        .update();
                return ResponseEntity.status(HttpStatus.CREATED).body(name);
            };
        }
    }

    private static final class PlainEffects implements Effects {

        @Override
        public ResponseEntity<byte[]> apply(Job.Begun begun, Caller caller, Supplier<ResponseEntity<?>> effect) {
            ResponseEntity<?> answer = effect.get();
            return ResponseEntity.status(answer.getStatusCode())
                    .body(String.valueOf(answer.getBody()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public ResponseEntity<byte[]> problem(Throwable failure, Asked asked) {
            HttpStatus status = failure instanceof ProblemException problem
                    ? problem.type().status()
                    : HttpStatus.INTERNAL_SERVER_ERROR;
            return ResponseEntity.status(status)
                    .body(String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void forget(String idempotencyKey) {
            // There are none.
        }
    }

    private final String name;
    private final JdbcClient jdbc;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private final JobSettings settings;

    /** Labels of jobs that came to nothing. */
    final List<String> abandoned = new CopyOnWriteArrayList<>();

    final FaultySource source;
    final JobRepository repository;
    final TaskRepository tasks;
    final JobRunner runner;
    final JobScheduler scheduler;
    final JobSweep sweep;

    Replica(String name, DataSource database, int threads) {
        this.name = name;
        this.settings = new JobSettings(
                threads,
                1000,
                null,
                Duration.ofMinutes(10),
                Duration.ofDays(30),
                3,
                Duration.ofMillis(150),
                Duration.ofMillis(25));
        this.source = new FaultySource(database);
        this.jdbc = JdbcClient.create(source);
        JsonMapper json = JsonMapper.builder().build();
        this.repository = new JobRepository(jdbc, json);
        this.tasks = new TaskRepository(jdbc);
        JobKinds kinds = new JobKinds(List.of(new Marking()));
        RunningJobs running = new RunningJobs(repository);
        Bell bell = new Bell();
        this.runner = new JobRunner(
                kinds,
                repository,
                tasks,
                running,
                new PlainEffects(),
                bell,
                new Memory(settings),
                new JobTimers(new SimpleMeterRegistry(), kinds),
                settings,
                new DataSourceTransactionManager(source),
                json);
        this.scheduler = new JobScheduler(
                runner,
                running,
                tasks,
                bell,
                settings,
                source,
                new StaticListableBeanFactory().getBeanProvider(SoleUse.class));
        this.sweep = new JobSweep(repository, tasks, runner, settings);
    }

    Replica start() {
        scheduler.start();
        return this;
    }

    Gate gate(String label, Gate gate) {
        gates.put(label, gate);
        return gate;
    }

    /** Asks for the job, and tells its id. */
    String submit(String label) {
        String id = UUID.randomUUID().toString();
        repository.insert(
                new Job.New(id, KIND, "{\"label\":\"" + label + "\"}", "tester", ASKED, null), settings.deadline());
        tasks.insert(id, Instant.now());
        return id;
    }

    Job job(String id) {
        return repository.find(id).orElseThrow();
    }

    @Override
    public void close() {
        gates.values().forEach(gate -> gate.opened().countDown());
        source.heal();
        scheduler.stop();
    }
}
