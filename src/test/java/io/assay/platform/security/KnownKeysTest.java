package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.assay.platform.database.TestPostgres;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** What is known of keys while the database is away, and what another replica did to them. */
@Tag("embedded")
class KnownKeysTest {

    private static final String ADMIN_KEY = "0123456789-0123456789-0123456789";

    private final DataSource database = TestPostgres.embedded().migrated();

    private final ApiKeyRepository repository = new ApiKeyRepository(JdbcClient.create(database));

    private final KnownKeys keys = new KnownKeys(repository);

    private final Authenticator authenticator = new Authenticator(
            AdminKey.of(new MockEnvironment().withProperty("assay.security.admin-key", ADMIN_KEY)), keys, null);

    private KeyText made(String name) {
        KeyText key = KeyText.random(new SecureRandom());
        repository.insert(key, name, Role.ANALYST, null, "test");
        return key;
    }

    @Test
    void letsKnownCallersInWhileTheDatabaseIsAway() {
        KeyText known = made("known");
        KeyText unknown = made("unknown");
        assertThat(authenticator.identity(known.text()).name()).isEqualTo("known");

        ((HikariDataSource) database).close();

        assertThat(authenticator.identity(known.text()).role()).isEqualTo(Role.ANALYST);
        assertThat(authenticator.identity(ADMIN_KEY).role()).isEqualTo(Role.ADMIN);
        assertThatThrownBy(() -> authenticator.identity(unknown.text()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
        assertThatThrownBy(() -> authenticator.identity("garbage"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAUTHENTICATED));
    }

    @Test
    void forgetsWhatWasRevokedHereAtOnceAndThereAfterAWhile() {
        KeyText key = made("revoked-there");
        AtomicLong time = new AtomicLong();
        KnownKeys there = new KnownKeys(repository, time::get);
        assertThat(keys.find(key)).isPresent();
        assertThat(there.find(key)).isPresent();

        repository.revoke(key.id());
        keys.forget(key.id());

        assertThat(keys.find(key)).isEmpty();
        time.addAndGet(KnownKeys.REMEMBERED.minusMillis(1).toNanos());
        assertThat(there.find(key)).isPresent();
        time.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(there.find(key)).isEmpty();
    }

    /** Each would wait a second for the pool; in a row they would wait for each other, too. */
    @Test
    void keepsNobodyWaitingForOthersWhileTheDatabaseIsAway() throws Exception {
        KeyText key = made("all-at-once");
        HikariConfig settings = new HikariConfig();
        ((HikariDataSource) database).copyStateTo(settings);
        settings.setConnectionTimeout(1000);
        settings.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(settings);
                Connection held = pool.getConnection();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(held.isValid(1)).isTrue();
            KnownKeys waiting = new KnownKeys(new ApiKeyRepository(JdbcClient.create(pool)));
            Instant begun = Instant.now();
            List<Future<ProblemType>> answers = new ArrayList<>();
            for (int caller = 0; caller < 40; caller++) {
                answers.add(callers.submit(() -> refusal(waiting, key)));
            }
            for (Future<ProblemType> answer : answers) {
                assertThat(answer.get()).isEqualTo(ProblemType.UNAVAILABLE);
            }
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static ProblemType refusal(KnownKeys keys, KeyText key) {
        try {
            new Authenticator(AdminKey.of(new MockEnvironment()), keys, null).identity(key.text());
            throw new AssertionError("there is no connection to be had");
        } catch (ProblemException refused) {
            return refused.type();
        }
    }

    @Test
    void doesNotAskForAKnownKeyAgain() {
        KeyText key = made("asked-once");
        assertThat(keys.find(key)).isPresent();

        JdbcClient.create(database).sql("delete from api_key").update();

        assertThat(keys.find(key)).isPresent();
    }
}
