package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a time, as calendar and clock on the wall show it in the pipeline's time zone; a time whose source named no
 * zone is taken as it stands. What turns with a period P is offered as sin(2 π v/P) and cos(2 π v/P) as well, so that its
 * end is next to its beginning. Missing stays missing. Learns nothing.
 *
 * @param parts in the order of the features; dow_sin, dow_cos, month_sin, month_cos and is_weekend where nothing is said
 */
@Kind("calendar")
public record Calendar(
        @Schema(
                description =
                        "In the order of the features; dow_sin, dow_cos, month_sin, month_cos, is_weekend where nothing is said")
        @Nullable
        List<CalendarPart> parts)
        implements Transformer, Fitted {

    /** What is made of a date where nothing else is asked for. */
    public static final List<CalendarPart> DEFAULT_PARTS = List.of(
            CalendarPart.DOW_SIN,
            CalendarPart.DOW_COS,
            CalendarPart.MONTH_SIN,
            CalendarPart.MONTH_COS,
            CalendarPart.IS_WEEKEND);

    private static final long MICROS = 1_000_000;
    private static final int NANOS_OF_MICRO = 1000;

    public Calendar {
        if (parts != null) {
            Options.require(!parts.isEmpty() && !parts.contains(null), "parts", "must name a part");
            Options.require(new HashSet<>(parts).size() == parts.size(), "parts", "must not name a part twice");
        }
    }

    @Override
    public boolean takesTimes() {
        return true;
    }

    @Override
    public Fitting fit(Table in, Training training) {
        in.columns().forEach(Instants::of);
        return Fitting.of(this, in, training);
    }

    @Override
    public Table apply(Table in, Context context) {
        List<Table> made = in.columns().stream()
                .map(column -> parts(column, context.zone()))
                .toList();
        return EachColumn.joined(in.rows(), made);
    }

    private Table parts(Column column, ZoneId zone) {
        List<CalendarPart> chosen = parts == null ? DEFAULT_PARTS : parts;
        long[] local = Instants.local(Instants.of(column), zone);
        double[][] values = new double[chosen.size()][local.length];
        for (int row = 0; row < local.length; row++) {
            LocalDateTime time = local[row] == TimeColumn.MISSING
                    ? null
                    : LocalDateTime.ofEpochSecond(
                            Math.floorDiv(local[row], MICROS),
                            (int) Math.floorMod(local[row], MICROS) * NANOS_OF_MICRO,
                            ZoneOffset.UTC);
            for (int part = 0; part < values.length; part++) {
                values[part][row] = time == null ? Double.NaN : chosen.get(part).of(time);
            }
        }
        List<Column> out = new ArrayList<>();
        for (int part = 0; part < values.length; part++) {
            String name = chosen.get(part).name().toLowerCase(Locale.ROOT);
            out.add(new NumberColumn(
                    values.length == 1 ? column.name() : Columns.name(column, name), values[part], false));
        }
        return new Table(local.length, out);
    }
}
