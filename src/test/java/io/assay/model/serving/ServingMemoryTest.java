package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.model.registry.ModelReference;
import io.assay.model.registry.ModelRegistry;
import io.assay.model.run.RunModels;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

/** What serving holds in memory, and what goes where there is no room. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServingMemoryTest extends ServingApi {

    @Autowired
    private LoadedModels models;

    @Autowired
    private ServingMeters servingMeters;

    @Autowired
    private ScoringMemory scoringMemory;

    @Autowired
    private DataSource database;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private LineStream lines;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ModelRegistry registry;

    @Autowired
    private RunModels runs;

    private String name = "";

    @BeforeAll
    void registerTwo() {
        name = name();
        JsonNode run = trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}"));
        register(name, run);
        register(name, run);
        register(name, run);
    }

    private Loaded version(int number) {
        return models.get(new ModelReference(name, number, null));
    }

    private Shelf.Key key(int number) {
        return new Shelf.Key(name, number);
    }

    @Test
    void whatNoAliasPointsToTakesNothingAwayThatOnePointsTo() {
        Shelf shelf = new Shelf(2 * version(1).bytes());
        shelf.put(key(1), version(1));
        shelf.put(key(2), version(2));
        assertThat(shelf.put(key(3), version(3)).model()).isSameAs(version(3));
        assertThat(shelf.keys()).containsExactlyInAnyOrder(key(2), key(3));
        shelf.pin(Set.of(key(2), key(3)));
        assertThat(shelf.put(key(1), version(1)).model()).isSameAs(version(1));
        assertThat(shelf.keys()).containsExactlyInAnyOrder(key(2), key(3));
        shelf.pin(Set.of(key(1), key(3)));
        shelf.put(key(1), version(1));
        assertThat(shelf.keys()).containsExactlyInAnyOrder(key(1), key(3));
        Shelf narrow = new Shelf(1);
        narrow.put(key(1), version(1));
        assertThat(narrow.keys()).containsExactly(key(1));
    }

    /** One that cannot be loaded is said to whoever asks for it, and keeps no other alias from switching. */
    @Test
    void aDamagedReferenceKeepsNoAliasFromSwitching() {
        String sound = name();
        String damaged = name();
        JsonNode run = trained(titanic("{\"algorithm\": \"xgboost\", \"cv\": 2, \"explain\": false}"));
        register(damaged, run);
        register(sound, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 3, \"explain\": false}")));
        models.refresh();
        assertThat(jdbc.sql(
                                "update model_run_artifact set packed = (select packed from model_run_artifact"
                                        + " where run = :run and name = 'model.json') where run = :run and name = 'reference.json'")
                        .param("run", run.path("id").stringValue())
                        .update())
                .isEqualTo(1);
        promote(damaged, 1);
        promote(sound, 1);
        models.refresh();
        assertThat(models.shelf().keys()).contains(new Shelf.Key(sound, 1)).doesNotContain(new Shelf.Key(damaged, 1));
        assertThat(models.get(ModelReference.parse(sound)).version().version()).isEqualTo(1);
    }

    /** A replica that has not looked yet, and has what the alias pointed to no longer in memory, answers with what it points to. */
    @Test
    void anAliasThatHasMovedFromAVersionThatIsGoneIsFollowed() {
        String moving = name();
        String other = name();
        JsonNode run = trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}"));
        register(moving, run);
        register(moving, run);
        register(other, run);
        point(moving, "challenger", 1);
        point(other, "challenger", 1);
        LoadedModels late = new LoadedModels(
                registry, runs, new ServingSettings(DataSize.ofBytes(1), Duration.ofMillis(500), 1000));
        late.refresh();
        ModelReference asked = ModelReference.parse(moving + "@challenger");
        assertThat(late.get(asked).version().version()).isEqualTo(1);
        assertThat(late.get(ModelReference.parse(other + "@challenger"))
                        .version()
                        .name())
                .isEqualTo(other);
        assertThat(late.shelf().keys()).containsExactly(new Shelf.Key(other, 1));
        point(moving, "challenger", 2);
        assertThat(send("DELETE", MODELS + moving + "/versions/1", "").statusCode())
                .isEqualTo(200);
        assertThat(late.get(asked).version().version()).isEqualTo(2);
    }

    /** Who asked first waits for the documents while it is deleted, and has nobody answered by it afterwards. */
    @Test
    void aVersionThatIsDeletedWhileItIsLoadedIsGone() throws Exception {
        String own = name();
        register(own, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        String body = "{\"data\": {\"rows\": [{\"age\": 30, \"sex\": \"male\", \"passengerClass\": \"1st\"}]}}";
        CompletableFuture<Integer> asked;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table model_run_artifact in access exclusive mode");
            asked = CompletableFuture.supplyAsync(
                    () -> predict(own + "/versions/1", body).statusCode());
            String waiting = "select count(*) from pg_locks where not granted"
                    + " and relation = cast('model_run_artifact' as regclass)";
            while (jdbc.sql(waiting).query(Long.class).single() == 0) {
                assertThat(asked.isDone()).isFalse();
                Thread.sleep(10);
            }
            assertThat(send("DELETE", MODELS + own + "/versions/1", "").statusCode())
                    .isEqualTo(200);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(asked.get()).isEqualTo(404);
        assertThat(predict(own + "/versions/1", body).statusCode()).isEqualTo(404);
        assertThat(models.shelf().keys()).doesNotContain(new Shelf.Key(own, 1));
    }

    @Test
    void linesThatWaitTogetherAreBounded() throws Exception {
        String own = name();
        register(own, trained(titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}")));
        Route route = models.route(new ModelReference(own, 1, null));
        String line = "{\"age\": 30, \"sex\": \"male\", \"passengerClass\": \"1st\", \"pad\": \""
                + "x".repeat(1_000_000) + "\"}\n";
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(line.repeat(12).getBytes(StandardCharsets.UTF_8));
        MockHttpServletResponse response = new MockHttpServletResponse();
        lines.answer(route, new LineOptions(true, Predictor.Wanted.NUMBERS, true), request, response);
        assertThat(response.getContentAsString().lines()).hasSize(12).allMatch(answer -> answer.contains("prediction"));
        Timer timer = meters.get("assay.prediction").tag("model", own).timer();
        // Five lines have 4 MiB: five, five and the rest.
        assertThat(timer.count()).isEqualTo(3);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    private double dropped(int version) {
        var counter = meters.find("assay.predictions")
                .tags("model", name, "version", Integer.toString(version), "outcome", "shadow_dropped")
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** While the first is scored little more waits than its bytes; and whatever is thrown the next is scored. */
    @Test
    void theShadowHoldsSoManyBytesAndSurvives() throws Exception {
        Shadow shadow =
                new Shadow(new ServingSettings(null, Duration.ofMillis(500), 1000), servingMeters, scoringMemory);
        shadow.start();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch scored = new CountDownLatch(1);
            Table small = rows(1);
            int many = 300_000;
            Table large = rows(many);
            String[] ids = PredictionIds.of(many);
            double before = dropped(1);
            shadow.offer(version(1), small, new String[] {"a"}, Instant.now(), "r", told -> {
                begun.countDown();
                try {
                    go.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                throw new StackOverflowError("as deep as can be");
            });
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Footprint.of(large, ids)).isBetween(Shadow.MOST_BYTES / 2, Shadow.MOST_BYTES);
            shadow.offer(version(1), large, ids, Instant.now(), "r", told -> {});
            shadow.offer(version(1), large, ids, Instant.now(), "r", told -> {});
            assertThat(dropped(1) - before).isEqualTo(many);
            shadow.offer(version(1), small, new String[] {"b"}, Instant.now(), "r", told -> scored.countDown());
            go.countDown();
            assertThat(scored.await(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            shadow.stop();
        }
    }

    private static Table rows(int count) {
        double[] ages = new double[count];
        return new Table(
                count,
                List.of(
                        new NumberColumn("age", ages, true),
                        new TextColumn("sex", new int[count], List.of("male")),
                        new TextColumn("passengerClass", new int[count], List.of("1st"))));
    }
}
