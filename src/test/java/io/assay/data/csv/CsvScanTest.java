package io.assay.data.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.data.ColumnType;
import io.assay.platform.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a CSV file is taken for, and which of its rows are bad. */
class CsvScanTest {

    private static final CsvOptions USUAL = options(null, Map.of(), null);

    private record Scan(CsvScan.Result result, String good, BadRows bad) {

        List<String> types() {
            return result.columns().stream()
                    .map(column -> column.resolve().type().word())
                    .toList();
        }

        List<String> names() {
            return result.columns().stream().map(CsvColumn::name).toList();
        }
    }

    private static CsvOptions options(
            @Nullable Boolean header, Map<String, ColumnType> types, @Nullable String dateFormat) {
        return new CsvOptions(null, null, null, header, 0, false, CsvOptions.USUAL_MISSING, types, dateFormat, null);
    }

    private static Scan scan(String text, CsvOptions options) throws IOException {
        ByteArrayOutputStream good = new ByteArrayOutputStream();
        BadRows bad = BadRows.counted();
        CsvScan.Result result =
                CsvScan.read(new ByteArrayInputStream(text.getBytes(UTF_8)), options, bad, good, rows -> {});
        return new Scan(result, good.toString(UTF_8), bad);
    }

    private static String column(String... cells) {
        return "a\n" + String.join("\n", cells) + "\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 -3                                | integer
            1 2.5                                 | number
            1e3 .5 5. -0.1E-7                     | number
            9007199254740992                      | integer
            9007199254740993                      | text
            123456789012345678901234 1            | text
            123456789012345678901234 1.5          | number
            00123 90210                           | text
            007 1.5                               | number
            0 -0 +5                               | integer
            1_000 2                               | text
            0x1F                                  | text
            inf 1                                 | text
            1e999 1                               | text
            true false                            | text
            2026-01-31 2024-02-29                 | date
            2026-02-30                            | text
            2026-01-31 2026-01-31T10:00           | datetime
            2026-01-31T10:00:00.123456            | datetime
            2026-01-31T10:00:00.1234567           | text
            2026-01-31T10:00Z 2026-01-31T10:00+01 | instant
            2026-01-31T10:00Z 2026-01-31T10:00    | text
            31/01/2026 1/2/2026                   | date
            01/31/2026 1/2/2026                   | date
            1/2/2026 3/4/2026                     | text
            31.1.2026                             | date
            2026/1/31                             | date
            NA 3 N/A nan NULL null NaN            | integer
            NA NaN                                | number
            x 1                                   | text
            """)
    void aColumnIsWhatAllOfItsCellsAre(String cells, String type) throws IOException {
        assertThat(scan(column(cells.split(" ")), USUAL).types()).containsExactly(type);
    }

    /** The first hundred thousand rows would have said something else. */
    @ParameterizedTest
    @CsvSource({"x, text", "1.5, number", "00123, text", "9007199254740993, text", "NA, integer"})
    void theLastRowCounts(String last, String type) throws IOException {
        String rows = IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        Scan scan = scan("a\n" + rows + "\n" + last + "\n", USUAL);
        assertThat(scan.types()).containsExactly(type);
        assertThat(scan.result().rows()).isEqualTo(100_001);
        assertThat(scan.bad().total()).isZero();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '~', textBlock = """
            a,b\\n1,2\\n3,4                         ~ ,
            a;b\\n1,5;2\\n3,4;4                     ~ ;
            a\\tb\\n1\\t2                           ~ `\t`
            a|b\\n1|2                               ~ |
            `"x,y";b\\n"1,1";2`                     ~ ;
            a\\n1                                   ~ ,
            """)
    void theDelimiterIsFound(String text, String delimiter) throws IOException {
        Scan scan = scan(text.replace("\\n", "\n").replace("\\t", "\t"), USUAL);
        assertThat(scan.result().dialect().delimiter()).isEqualTo(delimiter.charAt(0));
        assertThat(scan.bad().total()).isZero();
    }

    @Test
    void quotesHoldDelimitersLineEndsAndQuotes() throws IOException {
        Scan scan = scan("id,\"na\"\"me\"\r\n1,\"a,b\r\nc \"\"d\"\"\"\r\n\r\n2,\"\"\r\n", USUAL);
        assertThat(scan.names()).containsExactly("id", "na\"me");
        assertThat(scan.good()).isEqualTo("1,\"a,b\r\nc \"\"d\"\"\"\n2,\"\"\n");
        assertThat(scan.result().rows()).isEqualTo(2);
        assertThat(scan.bad().total()).isZero();
    }

    @Test
    void badRowsAreNamedByTheirLines() throws IOException {
        Scan scan = scan("""
                a,b
                1,2
                1
                "x
                y",2
                1,2,3
                1,x"y
                "p"q,2
                3,"never closed
                4,5
                """, USUAL);
        assertThat(scan.bad().first())
                .extracting(BadRows.BadRow::line, BadRows.BadRow::reason)
                .containsExactly(
                        tuple(3L, "has 1 cell where the first row has 2"),
                        tuple(6L, "has 3 cells where the first row has 2"),
                        tuple(7L, "has a quote inside a cell that does not begin with one"),
                        tuple(8L, "has text after the quote that closes a cell"),
                        tuple(9L, "has a quote that is not closed"));
        assertThat(scan.good()).isEqualTo("1,2\n\"x\ny\",2\n4,5\n");
    }

    @Test
    void aCellThatIsNotOfTheTypeNamedMakesItsRowBadAndTeachesNothing() throws IOException {
        Scan scan = scan("price,n\n1.5,1\nfree,x\n,2\n7,3\n", options(null, Map.of("price", ColumnType.NUMBER), null));
        assertThat(scan.bad().first())
                .extracting(BadRows.BadRow::line, BadRows.BadRow::reason)
                .containsExactly(tuple(3L, "has in column price \"free\", which is no number"));
        assertThat(scan.types()).containsExactly("number", "integer");
        assertThat(scan.good()).isEqualTo("1.5,1\n,2\n7,3\n");
    }

    @Test
    void datesMayHaveAPatternOfTheirOwn() throws IOException {
        Scan scan = scan("d\n1 Mar 2026\n\n28 Feb 2026\n", options(null, Map.of(), "%d %b %Y"));
        assertThat(scan.types()).containsExactly("date");
        assertThat(scan.result().columns().getFirst().resolve().pattern()).isEqualTo("%d %b %Y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            a,b\\n1,2        ~ true
            1,2\\n3,4        ~ false
            x,y\\nz,w        ~ true
            2019,2020\\n1,2  ~ false
            id,2020\\n1,2    ~ true
            x,1\\ny,2        ~ false
            """)
    void aHeaderIsToldFromValues(String text, boolean header) throws IOException {
        assertThat(scan(text.replace("\\n", "\n"), USUAL).result().header()).isEqualTo(header);
    }

    @Test
    void namesThatCannotBeAreChangedAndNoted() throws IOException {
        Scan scan = scan("a,a,,a_2,😀 \"\n".replace("😀 \"", "\"😀\"\"\n\"") + "1,2,3,4,5\n", USUAL);
        assertThat(scan.names()).containsExactly("a", "a_3", "column_3", "a_2", "😀\"");
        assertThat(scan.result().notes()).hasSize(2);
    }

    @Test
    void whatOneCellChangesIsSaid() throws IOException {
        String numbers = IntStream.range(0, 500).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        assertThat(scan("a\n" + numbers + "\nx\n7\n", USUAL)
                        .result()
                        .columns()
                        .getFirst()
                        .resolve())
                .isEqualTo(new CsvColumn.Resolved(
                        ColumnType.TEXT,
                        null,
                        "Column a held 500 numbers or times before \"x\" came; it is stored as text. If that stands for a"
                                + " missing value, name it in missing."));
        assertThat(note("1", "x")).isNull();
        assertThat(note("x", "y")).isNull();
        assertThat(note("9007199254740993", "0.5")).contains("or more than a double keeps; all are stored as numbers");
        assertThat(note("1", "0.5")).isNull();
    }

    private static @Nullable String note(String... cells) throws IOException {
        return scan(column(cells), USUAL)
                .result()
                .columns()
                .getFirst()
                .resolve()
                .note();
    }

    /** A few bytes of gzip can hold millions of them. */
    @Test
    void moreThanAMillionBadRowsAreNotReadToTheirEnd() {
        String rows = "1\n".repeat(1_000_001);
        assertThatThrownBy(() -> scan("a,b\n1,2\n" + rows, USUAL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 1,000,000 bad rows, the first at line 3");
    }

    @Test
    void aThousandColumns() throws IOException {
        String names = IntStream.range(0, 1_000).mapToObj(place -> "c" + place).collect(Collectors.joining(","));
        String values = IntStream.range(0, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Scan scan = scan(names + "\n" + values + "\n" + values + "\n", USUAL);
        assertThat(scan.types()).hasSize(1_000).containsOnly("integer");
        assertThat(scan.result().rows()).isEqualTo(2);
    }

    /** Rows that begin and end at every place of the window. */
    @Test
    void rowsLargerThanTheWindow() throws IOException {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int length = 1; length < 1_500_000; length = length * 3 + 1) {
            text.append('"')
                    .append("x".repeat(length))
                    .append("\n\",")
                    .append(length)
                    .append("\r\n");
        }
        Scan scan = scan(text.toString(), USUAL);
        assertThat(scan.bad().total()).isZero();
        assertThat(scan.types()).containsExactly("text", "integer");
        assertThat(scan.good().replace("\r\n", "\n"))
                .isEqualTo(text.substring(4).replace("\r\n", "\n"));
    }

    @Test
    void aRowThatIsTooLongIsBadAndTheNextIsRead() throws IOException {
        Scan scan = scan("a,b\n" + "x".repeat(3_000_000) + ",1\n2,3\n", USUAL);
        assertThat(scan.bad().total()).isEqualTo(1);
        assertThat(scan.good()).isEqualTo("2,3\n");
    }

    @Test
    void aByteZeroIsBad() throws IOException {
        assertThat(scan("a,b\nx\0y,1\n2,3\n", USUAL).bad().first())
                .extracting(BadRows.BadRow::reason)
                .containsExactly("holds a byte 0");
    }

    @Test
    void nothingIsNoTable() {
        assertThatThrownBy(() -> scan("\n\n", USUAL)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> scan("a\n1\n", options(null, Map.of("b", ColumnType.TEXT), null)))
                .hasMessage("types names the column b, which the file does not have.");
    }
}
