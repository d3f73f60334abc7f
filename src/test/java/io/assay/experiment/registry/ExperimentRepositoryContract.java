package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.experiment.readout.InferenceKind;
import io.assay.platform.database.TestPostgres;
import io.assay.platform.json.Binders;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the registry needs of its tables, whichever PostgreSQL it is. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ExperimentRepositoryContract {

    private static final Instant AT = Instant.parse("2026-10-05T09:00:00.123Z");

    private final ExperimentRepository repository;
    private final ExperimentSearch search;
    private final TransactionTemplate transactions;

    ExperimentRepositoryContract(TestPostgres server) {
        DataSource database = server.migrated();
        JdbcClient jdbc = JdbcClient.create(database);
        JsonMapper json = Binders.mapper();
        this.repository = new ExperimentRepository(jdbc, json);
        this.search = new ExperimentSearch(jdbc, json);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    private Experiment created(String key) {
        ExperimentDefinition definition = Definitions.of(key, InferenceKind.GROUP_SEQUENTIAL, 1000);
        Experiment experiment =
                new Experiment(State.DRAFT, 1, definition, Planning.size(definition, UnaryOperator.identity()), null);
        assertThat(repository.insert(experiment)).isTrue();
        repository.add(key, new Event(1L, Event.Action.CREATED, null, AT, "ada ☃"));
        return experiment;
    }

    @Test
    void givesBackWhatItGot() {
        Experiment draft = created("as-it-was");
        FrozenPlan plan = FrozenPlan.of(draft.definition(), draft.planned());
        Experiment running = draft.next(State.RUNNING, new Experiment.Frozen(plan, "00"));
        repository.update(running, running.definition());
        repository.add("as-it-was", new Event(2L, Event.Action.STARTED, null, AT, "ada ☃"));

        assertThat(repository.find("as-it-was")).hasValue(running);
        assertThat(repository.changes("as-it-was"))
                .extracting(Event::at, Event::by)
                .containsOnly(tuple(AT, "ada ☃"));
        assertThat(repository.find("another")).isEmpty();
    }

    @Test
    void aKeyAndAVersionAreTakenOnce() {
        Experiment draft = created("only-one");

        assertThat(repository.insert(draft)).isFalse();
        assertThatThrownBy(() -> repository.add("only-one", new Event(1L, Event.Action.CHANGED, null, AT, "b")))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void readoutsAreKeptByteForByte() {
        created("bytes");
        String answer = "{\"b\":1.0E-5, \"a\" : \"\\u0000 ☃\"}";
        repository.add("bytes", new StoredReadout(1, 1, false, "basis", "{ }", answer), 1, new Judge.Mark(true, false));
        repository.add("bytes", look(1, 1));

        assertThat(repository.readout("bytes", 1)).hasValueSatisfying(stored -> {
            assertThat(stored.answer()).isEqualTo(answer);
            assertThat(stored.request()).isEqualTo("{ }");
        });
        assertThat(repository.readoutOf("bytes", "basis")).isPresent();
        assertThat(repository.readoutOf("bytes", "other")).isEmpty();
        assertThat(repository.marks("bytes")).containsExactly(new Judge.Mark(true, false));
        assertThat(repository.ledger("bytes").looks()).containsExactly(look(1, 1));
        assertThatThrownBy(() -> repository.add("bytes", look(1, 1)))
                .as("a look is entered once")
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private static Look look(int number, int readout) {
        return new Look(
                number,
                readout,
                AT,
                "ada",
                10,
                List.of(5L, 5L),
                0.01,
                true,
                null,
                false,
                new Look.Verdict(InferenceKind.ALWAYS_VALID, true, List.of()),
                null,
                null,
                "");
    }

    @Test
    void whoHoldsAnExperimentIsWaitedFor() throws InterruptedException, ExecutionException {
        created("held");
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Long> seen = transactions.execute(status -> {
                Experiment held = repository.lock("held").orElseThrow();
                Future<Long> waiting = other.submit(() -> transactions.execute(
                        inner -> repository.lock("held").orElseThrow().version()));
                repository.touch(held.next());
                return waiting;
            });

            assertThat(seen.get()).isEqualTo(2);
        }
    }

    @Test
    void listsByStateOwnerTagAndText() {
        created("list-a");
        created("list-b");

        assertThat(search.find(new ExperimentSearch.Filter(State.DRAFT, "team", null, "LIST-"), null, 10))
                .extracting(found -> found.value().key())
                .containsExactly("list-b", "list-a");
        assertThat(search.find(new ExperimentSearch.Filter(null, null, null, "list%"), null, 10))
                .as("no pattern")
                .isEmpty();
        assertThat(search.find(new ExperimentSearch.Filter(State.RUNNING, null, null, "list-"), null, 10))
                .isEmpty();
        assertThat(search.find(new ExperimentSearch.Filter(null, null, "x", "list-"), null, 10))
                .isEmpty();
    }
}
