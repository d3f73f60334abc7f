package io.assay.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

/** Which failures are the database's; the states are those of PostgreSQL's manual, appendix A. */
class OutageTests {

    @ParameterizedTest
    @CsvSource({
        "08006,true", // connection failure
        "40001,true", // serialization failure
        "40P01,true", // deadlock
        "53300,true", // too many connections
        "55P03,true", // lock not available
        "57P01,true", // shutdown by the administrator
        "57014,true", // cancelled
        "58030,true", // I/O error
        "23505,false", // unique violation
        "42601,false", // syntax error
        "22001,false", // too long
        "'',false",
        ",true", // the pool's own, of a connection that is lost
    })
    void goesByTheSqlState(String state, boolean outage) {
        TransactionSystemException failure =
                new TransactionSystemException("could not commit", new SQLException("because", state));

        assertThat(Outage.isBehind(failure)).isEqualTo(outage);
    }

    @Test
    void knowsAPoolThatHasNoConnectionToGive() {
        assertThat(Outage.isBehind(new DataAccessResourceFailureException(
                        "no connection", new SQLTransientConnectionException("timed out"))))
                .isTrue();
    }

    @Test
    void doesNotBlameTheDatabaseForAnythingElse() {
        assertThat(Outage.isBehind(new IllegalStateException("a fault"))).isFalse();
        assertThat(Outage.isBehind(null)).isFalse();
    }
}
