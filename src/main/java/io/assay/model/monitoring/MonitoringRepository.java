package io.assay.model.monitoring;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Kept predictions in PostgreSQL. Statements are small: each reads or writes what the time of one allows. */
@Repository
class MonitoringRepository {

    private static final int BATCHES_AT_ONCE = 100;
    private static final int GONE_AT_ONCE = 200;

    private final JdbcClient jdbc;

    MonitoringRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which predictions of a version.
     *
     * @param shadow null for both those that were answered and those that were not
     * @param to not included
     */
    record Window(String model, int version, @Nullable Boolean shadow, Instant from, Instant to) {}

    /** A version of which there are predictions. */
    record Version(String model, int version) {}

    void add(String model, int version, boolean shadow, LoggedBatch batch) {
        jdbc.sql("""
                        insert into model_prediction_batch (model, version, shadow, rows, first_at, last_at, ids, packed)
                        values (:model, :version, :shadow, :rows, :first, :last, :ids, :packed)
                        """)
                .param("model", model)
                .param("version", version)
                .param("shadow", shadow)
                .param("rows", batch.size())
                .param("first", time(instant(batch.firstMicros())))
                .param("last", time(instant(batch.lastMicros())))
                .param("ids", BatchFormat.ids(batch))
                .param("packed", BatchFormat.rows(batch))
                .update();
    }

    /**
     * Tells the newest predictions of a window, batch by batch, the newest first.
     *
     * @param most rows
     * @param withColumns whether what was asked is wanted too, and not only what was said
     */
    void read(Window window, int most, boolean withColumns, Consumer<LoggedBatch> reader) {
        long from = micros(window.from());
        long to = micros(window.to());
        long before = Long.MAX_VALUE;
        int left = most;
        while (left > 0) {
            List<Long> found = found(window, before);
            for (int i = 0; i < found.size() && left > 0; i++) {
                Optional<LoggedBatch> batch = batch(found.get(i), withColumns);
                LoggedBatch part =
                        batch.isEmpty() ? null : batch.get().within(from, to).last(left);
                if (part != null && part.size() > 0) {
                    reader.accept(part);
                    left -= part.size();
                }
            }
            if (found.size() < BATCHES_AT_ONCE) {
                return;
            }
            before = found.getLast();
        }
    }

    private List<Long> found(Window window, long before) {
        return jdbc.sql("""
                        select id from model_prediction_batch
                        where model = :model and version = :version and id < :before
                          and (cast(:shadow as boolean) is null or shadow = :shadow)
                          and last_at >= :from and first_at < :to
                        order by id desc limit :limit
                        """)
                .param("model", window.model())
                .param("version", window.version())
                .param("shadow", window.shadow())
                .param("before", before)
                .param("from", time(window.from()))
                .param("to", time(window.to()))
                .param("limit", BATCHES_AT_ONCE)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Nothing of one that went meanwhile. */
    private Optional<LoggedBatch> batch(long id, boolean withColumns) {
        return jdbc.sql("select ids, packed, rows from model_prediction_batch where id = :id")
                .param("id", id)
                .query((row, number) -> BatchFormat.read(row.getBytes(1), row.getBytes(2), row.getInt(3), withColumns))
                .optional();
    }

    /** The ids of all predictions of a version that are there. */
    Set<String> ids(String model, int version) {
        Set<String> ids = new HashSet<>();
        long before = Long.MAX_VALUE;
        int found;
        do {
            List<Long> some = jdbc.sql("""
                            select id, ids, rows from model_prediction_batch
                            where model = :model and version = :version and id < :before
                            order by id desc limit :limit
                            """)
                    .param("model", model)
                    .param("version", version)
                    .param("before", before)
                    .param("limit", BATCHES_AT_ONCE)
                    .query((row, number) -> {
                        Collections.addAll(ids, BatchFormat.ids(row.getBytes(2), row.getInt(3)));
                        return row.getLong(1);
                    })
                    .list();
            found = some.size();
            before = some.isEmpty() ? before : some.getLast();
        } while (found == BATCHES_AT_ONCE);
        return ids;
    }

    /** The versions of which there are predictions. */
    List<Version> versions() {
        return jdbc.sql("select distinct model, version from model_prediction_batch order by model, version")
                .query((row, number) -> new Version(row.getString(1), row.getInt(2)))
                .list();
    }

    /** Deletes the oldest batches of a version, beyond so many rows or bytes; whether there may be more to delete. */
    boolean shorten(Version version, long rows, long bytes) {
        return jdbc.sql("""
                        delete from model_prediction_batch where id in (
                            select id from (
                                select id,
                                       sum(rows) over newest as rows_to_here,
                                       sum(length(ids) + length(packed)) over newest as bytes_to_here
                                from model_prediction_batch
                                where model = :model and version = :version
                                window newest as (order by id desc)
                            ) counted
                            where rows_to_here > :rows or bytes_to_here > :bytes
                            order by id limit :limit)
                        """)
                        .param("model", version.model())
                        .param("version", version.version())
                        .param("rows", rows)
                        .param("bytes", bytes)
                        .param("limit", GONE_AT_ONCE)
                        .update()
                == GONE_AT_ONCE;
    }

    /** Deletes predictions from before a time; whether there may be more to delete. */
    boolean forget(Instant before) {
        return jdbc.sql("""
                        delete from model_prediction_batch where id in (
                            select id from model_prediction_batch where last_at < :before order by last_at limit :limit)
                        """)
                        .param("before", time(before))
                        .param("limit", GONE_AT_ONCE)
                        .update()
                == GONE_AT_ONCE;
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
