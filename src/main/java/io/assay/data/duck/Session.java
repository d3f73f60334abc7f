package io.assay.data.duck;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** One connection, for the statements of one piece of work, one after another. */
public final class Session {

    private final DuckDBConnection connection;

    private volatile @Nullable DuckDBPreparedStatement running;

    private volatile boolean cancelled;

    Session(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the rows of a result in pieces of a few thousand. */
    @FunctionalInterface
    public interface ChunkReader {
        void read(DuckDBDataChunkReader chunk);
    }

    /** Does a statement whose rows do not matter. */
    public void run(Query query) {
        try (DuckDBPreparedStatement statement = begin(query)) {
            statement.execute();
        } catch (SQLException refused) {
            throw new DuckException(refused);
        } finally {
            running = null;
        }
    }

    /** All rows of a query that has few. */
    public <T> List<T> rows(Query query, RowReader<T> reader) {
        try (DuckDBPreparedStatement statement = begin(query);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException refused) {
            throw new DuckException(refused);
        } finally {
            running = null;
        }
    }

    /** The rows of a query that may have many, in order. */
    public void chunks(Query query, ChunkReader reader) {
        try (DuckDBPreparedStatement statement = begin(query);
                DuckDBChunkedResult result = statement.query()) {
            while (result.nextChunk()) {
                reader.read(result.chunk());
            }
        } catch (SQLException refused) {
            throw new DuckException(refused);
        } finally {
            running = null;
        }
    }

    private DuckDBPreparedStatement begin(Query query) throws SQLException {
        DuckDBPreparedStatement statement = connection.prepare(Duck.SQL.renderInlined(query));
        running = statement;
        if (cancelled) {
            statement.close();
            throw new SQLException("INTERRUPT Error: cancelled");
        }
        return statement;
    }

    /** From another thread: ends the statement that runs, and those that would follow. */
    void cancel() {
        cancelled = true;
        DuckDBPreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException ended) {
                // It has just ended by itself.
                return;
            }
        }
    }

    /** How far the statement that runs is, from 0 to 1; 0 where DuckDB does not know. */
    double progress() {
        DuckDBPreparedStatement statement = running;
        try {
            double percent =
                    statement == null ? 0 : statement.getQueryProgress().getPercentage();
            return Math.clamp(percent / 100, 0, 1);
        } catch (SQLException ended) {
            return 0;
        }
    }
}
