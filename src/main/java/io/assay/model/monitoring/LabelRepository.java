package io.assay.model.monitoring;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Outcomes of predictions in PostgreSQL. */
@Repository
class LabelRepository {

    /** As many as a statement writes or reads well within its time. */
    static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    LabelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at when it came about; null where nobody said */
    record Label(
            String prediction, String outcome, @Nullable Instant at) {}

    /** What became of labels. */
    record Written(int added, int replaced) {}

    /**
     * Writes labels in their order; in the transaction that is open. One that is there already with the same outcome, and no other time, stays as it is.
     *
     * @param labels each prediction once, at most {@link #AT_ONCE}; in the order of their predictions over all calls of a
     *     transaction, for those who write the same rows in two orders wait for each other
     */
    Written write(String model, List<Label> labels, Instant now) {
        String[] ids = labels.stream().map(Label::prediction).toArray(String[]::new);
        String[] outcomes = labels.stream().map(Label::outcome).toArray(String[]::new);
        @Nullable
        String[] times = labels.stream()
                .map(label -> label.at() == null ? null : label.at().toString())
                .toArray(String[]::new);
        // xmax is 0 of a row that is new.
        List<Boolean> changed = jdbc.sql("""
                        insert into model_label as known (model, prediction, outcome, at, received_at)
                        select :model, given.prediction, given.outcome, given.at, :now
                        from unnest(cast(:ids as text[]), cast(:outcomes as text[]), cast(cast(:times as text[]) as timestamptz[]))
                             with ordinality as given (prediction, outcome, at, place)
                        order by given.place
                        on conflict (model, prediction) do update
                            set outcome = excluded.outcome, at = excluded.at, received_at = excluded.received_at
                            where known.outcome <> excluded.outcome
                                or (excluded.at is not null and known.at is distinct from excluded.at)
                        returning xmax = 0
                        """)
                .param("model", model)
                .param("now", MonitoringRepository.time(now))
                .param("ids", ids)
                .param("outcomes", outcomes)
                .param("times", times)
                .query((row, number) -> row.getBoolean(1))
                .list();
        int added = (int) changed.stream().filter(isNew -> isNew).count();
        return new Written(added, changed.size() - added);
    }

    /** The outcomes of those of these predictions that have one. */
    Map<String, Label> of(String model, List<String> predictions) {
        Map<String, Label> labels = new HashMap<>();
        for (int from = 0; from < predictions.size(); from += AT_ONCE) {
            List<String> some = predictions.subList(from, Math.min(from + AT_ONCE, predictions.size()));
            jdbc.sql("""
                            select prediction, outcome, at from model_label
                            where model = :model and prediction = any (cast(:ids as text[]))
                            """)
                    .param("model", model)
                    .param("ids", some.toArray(String[]::new))
                    .query((row, number) -> {
                        OffsetDateTime at = row.getObject(3, OffsetDateTime.class);
                        return new Label(row.getString(1), row.getString(2), at == null ? null : at.toInstant());
                    })
                    .list()
                    .forEach(label -> labels.put(label.prediction(), label));
        }
        return labels;
    }

    /** The models that have labels. */
    List<String> models() {
        return jdbc.sql("select distinct model from model_label order by model")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Deletes a model's oldest labels, beyond so many; whether there may be more to delete. */
    boolean shorten(String model, int most) {
        return jdbc.sql("""
                        delete from model_label where model = :model and prediction in (
                            select prediction from model_label where model = :model
                            order by received_at
                            limit least(:limit, greatest(0, (select count(*) from model_label where model = :model) - :most)))
                        """)
                        .param("model", model)
                        .param("limit", AT_ONCE)
                        .param("most", most)
                        .update()
                == AT_ONCE;
    }

    /** Deletes labels from before a time; whether there may be more to delete. */
    boolean forget(Instant before) {
        return jdbc.sql("""
                        delete from model_label where (model, prediction) in (
                            select model, prediction from model_label where received_at < :before
                            order by received_at limit :limit)
                        """)
                        .param("before", MonitoringRepository.time(before))
                        .param("limit", AT_ONCE)
                        .update()
                == AT_ONCE;
    }
}
