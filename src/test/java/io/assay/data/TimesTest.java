package io.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments against pandas 3.0.6 (Timestamp, to_datetime with format) and, for years it has none of, datetime. */
class TimesTest {

    private static TextColumn text(@Nullable String... cells) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        int[] codes = Arrays.stream(cells)
                .mapToInt(cell -> {
                    if (cell == null) {
                        return -1;
                    }
                    levels.putIfAbsent(cell, levels.size());
                    return levels.getOrDefault(cell, -1);
                })
                .toArray();
        return new TextColumn("at", codes, List.copyOf(levels.keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 1772323200000000, true",
        "1969-12-31T23:59:59.999999, -1, true",
        "2026-03-01T09:30, 1772357400000000, true",
        "2026-03-01 09:30:00.25+01:00, 1772353800250000, false",
        "2026-03-01T09:30:00.25+0100, 1772353800250000, false",
        "2026-03-01T09:30:00Z, 1772357400000000, false",
        "0001-01-01, -62135596800000000, true",
        "9999-12-31T23:59:59.9999999, 253402300799999999, true"
    })
    void iso8601(String cell, long micros, boolean local) {
        TimeColumn times = Times.of(text(cell, null, cell), "/data");
        assertThat(times.micros()).containsExactly(micros, TimeColumn.MISSING, micros);
        assertThat(times.isLocal()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "31/01/2026, %d/%m/%Y, 1769817600000000",
        "1/2/26 5:07 pm, %m/%d/%y %I:%M %p, 1767373620000000",
        "3 Mar 2026, %d %b %Y, 1772496000000000",
        "2026-060, %Y-%j, 1772323200000000",
        "2026-01-31T10:00:00.123456+0530, %Y-%m-%dT%H:%M:%S.%f%z, 1769833800123456"
    })
    void patterns(String cell, String pattern, long micros) {
        assertThat(Times.of(text(cell), pattern, "/data").micros()).containsExactly(micros);
    }

    @ParameterizedTest
    @CsvSource({"%d/%m", "%Q%Y-%m-%d", "%Y-%m-%d%", "%m %Y", "yyyy-MM-dd"})
    void whatIsNoPatternIsRefused(String pattern) {
        assertThat(catchThrowableOfType(ProblemException.class, () -> Times.of(text("x"), pattern, "/data")))
                .hasMessageContaining("is no pattern of dates");
    }

    @Test
    void badCellsAreNamedByTheirRows() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class,
                () -> Times.of(text("2026-02-28", "2026-02-29", null, "28.2.2026", "2026-02-28Z"), "/data/columns/at"));
        assertThat(refusal.errors())
                .containsExactly(
                        new FieldError(
                                "/data/columns/at", "has in row 1 \"2026-02-29\", which is no ISO 8601 date or time"),
                        new FieldError(
                                "/data/columns/at", "has in row 3 \"28.2.2026\", which is no ISO 8601 date or time"),
                        new FieldError(
                                "/data/columns/at", "has in row 4 \"2026-02-28Z\", which is no ISO 8601 date or time"));
    }

    @Test
    void aColumnNamesAZoneInEveryCellOrInNone() {
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class,
                () -> Times.of(text("2026-02-28T10:00", "2026-02-28T10:00Z", "2026-02-28"), "/data"));
        assertThat(refusal.errors())
                .containsExactly(new FieldError(
                        "/data",
                        "has in row 1 \"2026-02-28T10:00Z\", which names a time zone as the rows before it do not"));
    }

    @Test
    void moreThanTwentyBadRowsAreCounted() {
        @Nullable String[] cells = new String[50];
        Arrays.fill(cells, "soon");
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> Times.of(text(cells), "/data"));
        assertThat(refusal.errors())
                .hasSize(21)
                .last()
                .extracting(FieldError::detail)
                .isEqualTo("has 50 such rows in all");
    }

    @Test
    void numbersAreNoMomentsUnlessAllAreMissing() {
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> Times.of(new NumberColumn("at", new double[] {1}, true), "/data"))
                        .errors())
                .hasSize(1);
        assertThat(Times.of(new NumberColumn("at", new double[] {Double.NaN}, true), "/data")
                        .micros())
                .containsExactly(TimeColumn.MISSING);
    }
}
