package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.job.Replica.Gate;
import io.assay.platform.database.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Each job has one effect or none, whatever becomes of the processes that run it and of their database. */
abstract class JobsContract {

    private final DataSource database;

    private final JdbcClient jdbc;

    private final Replica here;

    private final Replica there;

    JobsContract(TestPostgres server) {
        this.database = server.migrated();
        this.jdbc = JdbcClient.create(database);
        this.here = new Replica("here", database, 4);
        this.there = new Replica("there", database, 4);
    }

    @BeforeEach
    void createTable() {
        jdbc.sql("create table mark (label text not null, by_whom text not null)")
                .update();
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    /** Who had the effect, once for each time. */
    private List<String> marks(String label) {
        return jdbc.sql("select by_whom from mark where label = :label")
                .param("label", label)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Job await(String id, Predicate<Job> condition) {
        Instant giveUp = Instant.now().plusSeconds(30);
        Job job = job(id);
        while (!condition.test(job)) {
            assertThat(Instant.now()).as(job.toString()).isBefore(giveUp);
            pause(5);
            job = job(id);
        }
        return job;
    }

    /** By a way of the test's own, which is never cut. */
    private Job job(String id) {
        return new JobRepository(jdbc, JsonMapper.builder().build()).find(id).orElseThrow();
    }

    private Job awaitState(String id, JobState state) {
        return await(id, job -> job.state() == state);
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitBegun(Gate gate) throws InterruptedException {
        assertThat(gate.begun().await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void nothingIsLeftToRun() {
        Instant giveUp = Instant.now().plusSeconds(30);
        while (tasks() > 0) {
            assertThat(Instant.now()).isBefore(giveUp);
            pause(10);
        }
    }

    private long tasks() {
        return jdbc.sql("select count(*) from scheduled_tasks")
                .query((row, _) -> row.getLong(1))
                .single();
    }

    @Test
    void eachJobIsRunOnceByTwoReplicas() {
        List<String> jobs = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            jobs.add(here.submit("job-" + number));
        }
        here.start();
        there.start();
        for (int number = 0; number < 200; number++) {
            assertThat(awaitState(jobs.get(number), JobState.SUCCEEDED).attempt())
                    .isEqualTo(1);
            assertThat(marks("job-" + number)).hasSize(1);
        }
        assertThat(jdbc.sql("select distinct by_whom from mark")
                        .query((row, _) -> row.getString(1))
                        .set())
                .isEqualTo(Set.of("here", "there"));
        nothingIsLeftToRun();
    }

    /** One that is cut off from the database is taken for dead; it lives on, and wakes before or after the other ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWasTakenForDeadWritesNothing(boolean asks) throws InterruptedException {
        Gate ours = here.gate("zombie", Gate.closed(asks));
        Gate theirs = there.gate("zombie", Gate.closed(true));
        String id = here.start().submit("zombie");
        awaitBegun(ours);
        here.source.cut();
        there.start();
        awaitBegun(theirs);
        assertThat(job(id).attempt()).isEqualTo(2);

        here.source.heal();
        ours.opened().countDown();
        pause(300);
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(marks("zombie")).isEmpty();
        theirs.opened().countDown();
        awaitState(id, JobState.SUCCEEDED);
        assertThat(marks("zombie")).containsExactly("there");
        nothingIsLeftToRun();
        assertThat(here.abandoned).isEmpty();
    }

    @Test
    void whoWakesAfterTheOtherEndedWritesNothing() throws InterruptedException {
        Gate ours = here.gate("late", Gate.closed(false));
        String id = here.start().submit("late");
        awaitBegun(ours);
        here.source.cut();
        there.start();
        awaitState(id, JobState.SUCCEEDED);
        here.source.heal();
        ours.opened().countDown();
        pause(300);

        assertThat(marks("late")).containsExactly("there");
        nothingIsLeftToRun();
    }

    /** It never asks whether to go on, and so comes to its end. */
    @Test
    void aCancelledJobWritesNothing() throws InterruptedException {
        Gate gate = here.gate("cancelled", Gate.closed(false));
        String id = here.start().submit("cancelled");
        awaitBegun(gate);
        assertThat(there.runner.cancel(id)).isTrue();
        assertThat(there.runner.cancel(id)).isFalse();
        gate.opened().countDown();
        nothingIsLeftToRun();

        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(marks("cancelled")).isEmpty();
        assertThat(there.abandoned).containsExactly("cancelled");
        assertThat(here.abandoned).isEmpty();
    }

    @Test
    void aJobThatWaitsIsCancelledAtOnce() {
        String id = here.submit("waiting");
        assertThat(here.runner.cancel(id)).isTrue();
        assertThat(tasks()).isZero();
        here.start();
        pause(200);

        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(marks("waiting")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJobPastItsDeadlineWritesNothing(boolean asks) throws InterruptedException {
        Gate gate = here.gate("overdue", Gate.closed(asks));
        String id = here.submit("overdue");
        jdbc.sql("update job set deadline = now() + interval '1 second'").update();
        here.start();
        awaitBegun(gate);
        if (asks) {
            awaitState(id, JobState.EXPIRED);
        } else {
            pause(1_100);
        }
        gate.opened().countDown();
        awaitState(id, JobState.EXPIRED);

        assertThat(marks("overdue")).isEmpty();
        nothingIsLeftToRun();
    }

    @Test
    void aJobThatNobodyBeganIsGivenUpAtItsDeadline() {
        String id = here.submit("forgotten");
        jdbc.sql("update job set deadline = now()").update();
        here.sweep.endOverdue();
        assertThat(job(id).state()).isEqualTo(JobState.EXPIRED);
        assertThat(tasks()).isZero();
        assertThat(here.abandoned).containsExactly("forgotten");
    }

    @Test
    void theDatabaseMayBeAwayInTheMiddle() throws InterruptedException {
        Gate gate = here.gate("away", Gate.closed(true));
        String id = here.start().submit("away");
        awaitBegun(gate);
        here.source.cut();
        pause(1_500);
        gate.opened().countDown();
        pause(300);
        assertThat(job(id).state()).isEqualTo(JobState.RUNNING);
        here.source.heal();

        assertThat(awaitState(id, JobState.SUCCEEDED).attempt()).isEqualTo(1);
        assertThat(marks("away")).containsExactly("here");
        nothingIsLeftToRun();
        String next = here.submit("next");
        awaitState(next, JobState.SUCCEEDED);
    }

    @Test
    void anEndWhoseConfirmationIsLostIsNotWrittenTwice() throws InterruptedException {
        Gate gate = here.gate("lost", Gate.closed(false));
        String id = here.start().submit("lost");
        awaitBegun(gate);
        here.source.loseNextCommit();
        gate.opened().countDown();

        awaitState(id, JobState.SUCCEEDED);
        nothingIsLeftToRun();
        assertThat(here.source.hasLostIt()).isTrue();
        assertThat(marks("lost")).containsExactly("here");
    }

    @Test
    void aProcessThatStopsGivesItsJobsBack() throws InterruptedException {
        Gate gate = here.gate("handed-over", Gate.closed(false));
        String id = here.start().submit("handed-over");
        awaitBegun(gate);
        Instant begun = Instant.now();
        there.start();
        here.scheduler.stop();
        gate.opened().countDown();
        Job job = awaitState(id, JobState.SUCCEEDED);

        assertThat(job.attempt()).isEqualTo(2);
        assertThat(marks("handed-over")).containsExactly("there");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(lost(id)).isZero();
    }

    private int lost(String id) {
        return jdbc.sql("select lost from job where id = :id")
                .param("id", id)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /** As a killed process leaves it. */
    private void leaveForDead(String id) {
        jdbc.sql("update job set state = 'running', started_at = now(), attempt = attempt + 1 where id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                        update scheduled_tasks
                        set picked = true, picked_by = 'dead', last_heartbeat = now() - interval '1 minute',
                            version = version + 1
                        where task_instance = :id
                        """).param("id", id).update();
    }

    @Test
    void aJobOfADeadProcessIsBegunAgain() {
        String id = here.submit("picked-up");
        leaveForDead(id);
        here.start();

        assertThat(awaitState(id, JobState.SUCCEEDED).attempt()).isEqualTo(2);
        assertThat(lost(id)).isEqualTo(1);
        assertThat(marks("picked-up")).containsExactly("here");
    }

    @Test
    void aJobThatKillsEveryProcessFails() {
        String id = here.submit("killer");
        leaveForDead(id);
        jdbc.sql("update job set lost = 2").update();
        here.start();

        assertThat(awaitState(id, JobState.FAILED).status()).isEqualTo(500);
        assertThat(marks("killer")).isEmpty();
        assertThat(here.repository.answer(id).orElseThrow().getBody())
                .asString()
                .contains("3 times");
        nothingIsLeftToRun();
    }

    @Test
    void aJobWhoseStatementsAlwaysTakeTooLongFails() {
        String id = here.start().submit(Replica.TOO_SLOW);

        assertThat(awaitState(id, JobState.FAILED).attempt()).isEqualTo(1);
        nothingIsLeftToRun();
        assertThat(here.abandoned).containsExactly(Replica.TOO_SLOW);
    }

    @Test
    void aJobOfAnotherVersionsKindWaits() {
        String id = here.submit("unknown");
        jdbc.sql("update job set kind = 'of_a_later_version'").update();
        here.start();
        await(id, job -> job.attempt() == 1 && job.state() == JobState.QUEUED);
        jdbc.sql("update job set kind = :kind").param("kind", Replica.KIND).update();

        awaitState(id, JobState.SUCCEEDED);
    }

    /** Backups hold jobs and no tasks. */
    @Test
    void aJobThatCameWithABackupIsNotBegunAgain() {
        String id = here.submit("restored");
        jdbc.sql("delete from scheduled_tasks").update();
        String sound = here.submit("sound");
        here.sweep.endOverdue();
        here.start();

        awaitState(sound, JobState.SUCCEEDED);
        assertThat(job(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(marks("restored")).isEmpty();
    }

    @Test
    void whatIsLongOverIsForgotten() {
        String old = here.submit("old");
        String young = here.submit("young");
        String open = here.submit("open");
        here.runner.cancel(old);
        here.runner.cancel(young);
        jdbc.sql("update job set finished_at = now() - interval '31 days' where id = :id")
                .param("id", old)
                .update();
        here.sweep.forget();

        assertThat(here.repository.find(old)).isEmpty();
        assertThat(here.repository.find(young)).isPresent();
        assertThat(here.repository.find(open)).isPresent();
    }
}
