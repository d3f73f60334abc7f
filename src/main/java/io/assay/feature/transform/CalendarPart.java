package io.assay.feature.transform;

import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A number that a calendar and a clock on the wall give to a time. */
public enum CalendarPart {
    YEAR(Field.YEAR),
    /** 1 to 4. */
    QUARTER(Field.QUARTER),
    /** 1 to 12. */
    MONTH(Field.MONTH),
    /** The week of ISO 8601, 1 to 53. */
    WEEK(Field.WEEK),
    /** The day of the month, 1 to 31. */
    DAY(Field.DAY),
    /** 1 to 366. */
    DAY_OF_YEAR(Field.DAY_OF_YEAR),
    /** The day of the week, Monday 0 to Sunday 6. */
    DOW(Field.DOW),
    /** 0 to 23. */
    HOUR(Field.HOUR),
    /** 0 to 59. */
    MINUTE(Field.MINUTE),
    /** 1 on Saturday and Sunday, else 0. */
    IS_WEEKEND(Field.WEEKEND),
    /** 1 on the first day of a month, else 0. */
    IS_MONTH_START(Field.MONTH_START),
    /** 1 on the last day of a month, else 0. */
    IS_MONTH_END(Field.MONTH_END),
    QUARTER_SIN(Field.QUARTER, 4, true),
    QUARTER_COS(Field.QUARTER, 4, false),
    MONTH_SIN(Field.MONTH, 12, true),
    MONTH_COS(Field.MONTH, 12, false),
    WEEK_SIN(Field.WEEK, 53, true),
    WEEK_COS(Field.WEEK, 53, false),
    DAY_SIN(Field.DAY, 31, true),
    DAY_COS(Field.DAY, 31, false),
    DAY_OF_YEAR_SIN(Field.DAY_OF_YEAR, 366, true),
    DAY_OF_YEAR_COS(Field.DAY_OF_YEAR, 366, false),
    DOW_SIN(Field.DOW, 7, true),
    DOW_COS(Field.DOW, 7, false),
    HOUR_SIN(Field.HOUR, 24, true),
    HOUR_COS(Field.HOUR, 24, false),
    MINUTE_SIN(Field.MINUTE, 60, true),
    MINUTE_COS(Field.MINUTE, 60, false);

    private enum Field {
        YEAR(LocalDateTime::getYear),
        QUARTER(time -> time.get(IsoFields.QUARTER_OF_YEAR)),
        MONTH(LocalDateTime::getMonthValue),
        WEEK(time -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
        DAY(LocalDateTime::getDayOfMonth),
        DAY_OF_YEAR(LocalDateTime::getDayOfYear),
        DOW(time -> time.getDayOfWeek().getValue() - 1),
        HOUR(LocalDateTime::getHour),
        MINUTE(LocalDateTime::getMinute),
        WEEKEND(time -> time.getDayOfWeek().getValue() > 5 ? 1 : 0),
        MONTH_START(time -> time.getDayOfMonth() == 1 ? 1 : 0),
        MONTH_END(time -> time.getDayOfMonth() == time.toLocalDate().lengthOfMonth() ? 1 : 0);

        @SuppressWarnings("ImmutableEnumChecker") // The lambdas above capture nothing.
        private final ToIntFunction<LocalDateTime> value;

        Field(ToIntFunction<LocalDateTime> value) {
            this.value = value;
        }
    }

    private final Field field;

    /** By the field's value, which turns once a period; null for the value itself. */
    @SuppressWarnings("ImmutableEnumChecker") // Written by the constructor alone.
    private final double @Nullable [] angles;

    CalendarPart(Field field) {
        this.field = field;
        this.angles = null;
    }

    CalendarPart(Field field, int period, boolean sine) {
        this.field = field;
        this.angles = new double[period + 1];
        Arrays.setAll(angles, value -> {
            double angle = 2 * Math.PI * value / period;
            return sine ? StrictMath.sin(angle) : StrictMath.cos(angle);
        });
    }

    double of(LocalDateTime time) {
        int value = field.value.applyAsInt(time);
        return angles == null ? value : angles[value];
    }
}
