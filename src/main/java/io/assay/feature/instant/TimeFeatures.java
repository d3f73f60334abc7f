package io.assay.feature.instant;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.data.TimeColumn;
import io.assay.data.Times;
import io.assay.feature.FeatureColumns;
import io.assay.feature.FeatureTable;
import io.assay.feature.transform.Calendar;
import io.assay.feature.transform.CalendarPart;
import io.assay.feature.transform.Context;
import io.assay.feature.transform.Timeline;
import io.assay.platform.telemetry.AnalysisTimer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calendar features of one column, by the transformer that pipelines have. */
@Component
class TimeFeatures {

    private final Tables tables;
    private final AnalysisTimer timer;

    TimeFeatures(Tables tables, AnalysisTimer timer) {
        this.tables = tables;
        this.timer = timer;
    }

    /** Days are told there, and no row is before another. */
    private record InZone(ZoneId zone) implements Context {

        @Override
        public @Nullable Timeline timeline() {
            return null;
        }
    }

    TimeFeaturesAnswer of(TimeFeaturesRequest request) {
        List<CalendarPart> parts = new ArrayList<>(Calendar.DEFAULT_PARTS);
        parts.add(CalendarPart.DOW);
        parts.add(CalendarPart.MONTH);
        FeatureTable.check(tables.rows(request.data()), parts.size());
        Table table = tables.read(request.data(), "/data", List.of(request.column()));
        Column column = Objects.requireNonNull(table.column(request.column()));
        TimeColumn times = Times.of(column, null, "/column");
        Table made = timer.time(
                "time_features",
                () -> new Calendar(parts).apply(new Table(table.rows(), List.of(times)), new InZone(request.zone())));
        List<String> names =
                parts.stream().map(part -> part.name().toLowerCase(Locale.ROOT)).toList();
        double[][] columns = made.columns().stream()
                .map(part -> ((NumberColumn) part).values())
                .toArray(double[][]::new);
        return new TimeFeaturesAnswer(
                request.column(),
                request.zone().getId(),
                table.rows(),
                names.subList(0, Calendar.DEFAULT_PARTS.size()),
                FeatureColumns.of(names, columns));
    }
}
