package io.assay.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A way to the database that can be cut, and that can lose the answer to a commit. */
final class FaultySource extends DelegatingDataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private volatile boolean cut;

    private final AtomicInteger commitsToLose = new AtomicInteger();

    FaultySource(DataSource source) {
        super(source);
    }

    void cut() {
        cut = true;
    }

    void heal() {
        cut = false;
    }

    /** The next transaction of a job's thread is committed, and its client told that the connection broke. */
    void loseNextCommit() {
        commitsToLose.set(1);
    }

    private boolean losesThis() {
        return Thread.currentThread().getName().startsWith("job-") && commitsToLose.getAndUpdate(_ -> 0) == 1;
    }

    boolean hasLostIt() {
        return commitsToLose.get() == 0;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (cut) {
            throw new SQLException("cut by the test", CONNECTION_FAILURE);
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (cut && !method.getName().equals("close")) {
                        throw new SQLException("cut by the test", CONNECTION_FAILURE);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit") && losesThis()) {
                            throw new SQLException("the answer was lost", CONNECTION_FAILURE);
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
