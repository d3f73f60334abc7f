package io.assay.data.duck;

import io.assay.data.file.DatasetFolder;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Runs statements in DuckDB: one database in memory, opened when it is first needed, with nothing in it. */
@Component
@EnableConfigurationProperties(DuckSettings.class)
public final class Duck implements DisposableBean {

    static final DSLContext SQL = DSL.using(SQLDialect.DUCKDB);

    private static final int AT_ONCE = 4;

    private static final long WATCH_MS = 200;

    private final DuckSettings settings;

    private final Path root;

    private final Path spill;

    /** Native calls would hold the few threads that carry all requests. */
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("duckdb-", 0).daemon().factory());

    private @Nullable DuckDBConnection database;

    Duck(DuckSettings settings, DatasetFolder folder) {
        this.settings = settings;
        this.root = folder.root();
        this.spill = folder.spill();
    }

    /** Makes statements and their parts. */
    public static DSLContext sql() {
        return SQL;
    }

    /** As {@link #call(Function, DoubleConsumer)} without anybody who watches. */
    public <T> T call(Function<Session, T> work) {
        return call(work, progress -> {});
    }

    /**
     * Does the work on a connection of its own, in a thread for native code, and waits for it.
     *
     * @param watch told several times a second how far the statement is that runs, from 0 to 1; what it throws cancels
     *     the work and is thrown
     * @throws DuckException when DuckDB refuses a statement
     * @throws ProblemException with status 503 when the work takes more memory or disk than it may
     */
    public <T> T call(Function<Session, T> work, DoubleConsumer watch) {
        DuckDBConnection connection = connect();
        Session session = new Session(connection);
        Future<T> result = threads.submit(() -> {
            try (connection) {
                return work.apply(session);
            }
        });
        boolean done = false;
        try {
            T value = await(result, session, watch);
            done = true;
            return value;
        } finally {
            if (!done) {
                session.cancel();
            }
        }
    }

    /** Does two pieces of work at the same time, and puts what they make together. */
    public <T> List<T> both(Function<Session, List<T>> one, Function<Session, List<T>> other, DoubleConsumer watch) {
        DuckDBConnection connection = connect();
        Session session = new Session(connection);
        Future<List<T>> beside = threads.submit(() -> {
            try (connection) {
                return other.apply(session);
            }
        });
        boolean done = false;
        try {
            List<T> all = new ArrayList<>(call(one, watch));
            all.addAll(await(beside, session, watch));
            done = true;
            return all;
        } finally {
            if (!done) {
                session.cancel();
            }
        }
    }

    private static <T> T await(Future<T> result, Session session, DoubleConsumer watch) {
        while (true) {
            try {
                return result.get(WATCH_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException running) {
                watch.accept(session.progress());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ProblemException(ProblemType.UNAVAILABLE, "The service is being stopped.");
            } catch (ExecutionException failed) {
                throw unwrapped(failed);
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return switch (failed.getCause()) {
            case DuckException refused
            when refused.isForWantOfRoom() ->
                new ProblemException(
                        ProblemType.UNAVAILABLE,
                        "This takes more memory or disk than there is for tables now (assay.duckdb.memory-limit and"
                                + " spill-limit).");
            case RuntimeException other -> other;
            case null, default -> new IllegalStateException("DuckDB's thread failed", failed.getCause());
        };
    }

    private synchronized DuckDBConnection connect() {
        try {
            DuckDBConnection root = database;
            if (root == null) {
                root = open();
                database = root;
            }
            return root.duplicate();
        } catch (SQLException failed) {
            throw new DuckException(failed);
        }
    }

    /** The order matters: once access is off, neither its folders nor where to spill can be said any more. */
    private DuckDBConnection open() throws SQLException {
        DuckDBConnection opened = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        Session session = new Session(opened);
        Map<String, Field<?>> options = new LinkedHashMap<>();
        options.put("memory_limit", DSL.inline(settings.memoryBytes() + "B"));
        options.put("threads", DSL.inline(settings.threadsOrAll()));
        options.put("temp_directory", DSL.inline(spill.toString()));
        options.put("max_temp_directory_size", DSL.inline(settings.spillLimit().toBytes() + "B"));
        options.put("allowed_directories", DSL.field("[{0}]", DSL.inline(root + "/")));
        options.put("autoload_known_extensions", DSL.inline(false));
        options.put("autoinstall_known_extensions", DSL.inline(false));
        options.put("allow_community_extensions", DSL.inline(false));
        // Days and hours do not follow the machine.
        options.put("TimeZone", DSL.inline("UTC"));
        options.put("enable_external_access", DSL.inline(false));
        options.put("lock_configuration", DSL.inline(true));
        options.forEach((name, value) -> session.run(SQL.query("set global {0} = {1}", DSL.name(name), value)));
        return opened;
    }

    @Override
    public void destroy() throws SQLException {
        threads.shutdownNow();
        synchronized (this) {
            if (database != null) {
                database.close();
            }
        }
    }
}
