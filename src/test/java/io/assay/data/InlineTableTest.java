package io.assay.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.platform.json.Binders;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables as they come with a request, bound as HTTP binds them. */
class InlineTableTest {

    private static TableData bind(String json) {
        return Binders.create().bind(json.getBytes(StandardCharsets.UTF_8), TableData.class);
    }

    private Table read(String json) {
        return TestTables.ofRequests().read(bind(json), "/data", null);
    }

    private static <T extends Column> T column(Table table, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(table.column(name)));
    }

    @Test
    void columnsAreOfTheKindOfTheirValues() {
        Table table = read("""
                {"columns":{"n":[1,null,3],"x":[1,2.5,null],"s":[null,"b","a"],"t":[true,false,null],
                 "d":["2026-01-31",null,"2026-02-01"],"none":[null,null,null]}}""");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.names()).containsExactly("n", "x", "s", "t", "d", "none");
        NumberColumn whole = column(table, "n", NumberColumn.class);
        assertThat(whole.values()).containsExactly(1, Double.NaN, 3);
        assertThat(whole.isWhole()).isTrue();
        assertThat(column(table, "x", NumberColumn.class).isWhole()).isFalse();
        TextColumn words = column(table, "s", TextColumn.class);
        assertThat(words.levels()).containsExactly("b", "a");
        assertThat(words.codes()).containsExactly(-1, 0, 1);
        assertThat(column(table, "t", TextColumn.class).levels()).containsExactly("true", "false");
        assertThat(column(table, "d", TextColumn.class).text(0)).isEqualTo("2026-01-31");
        assertThat(column(table, "none", NumberColumn.class).values()).containsOnly(Double.NaN);
    }

    @Test
    void aNameThatARowLacksIsMissingThere() {
        Table table = read("{\"rows\":[{\"a\":1},{\"b\":\"x\",\"a\":2.0},{}]}");
        assertThat(table.names()).containsExactly("a", "b");
        assertThat(column(table, "a", NumberColumn.class).values()).containsExactly(1, 2, Double.NaN);
        assertThat(column(table, "b", TextColumn.class).codes()).containsExactly(-1, 0, -1);
    }

    @Test
    void bothFormsOfOneTableHaveOneFingerprint() {
        TableData columns = bind("{\"columns\":{\"a\":[1,2,null],\"b\":[null,\"x\",\"y\"]}}");
        TableData rows = bind("{\"rows\":[{\"a\":1.0,\"b\":null},{\"a\":2,\"b\":\"x\"},{\"b\":\"y\"}]}");
        assertThat(TestTables.ofRequests().source(columns).fingerprint())
                .isEqualTo(TestTables.ofRequests().source(rows).fingerprint());
        assertThat(TestTables.ofRequests().source(columns).schema()).hasToString("{a=integer, b=text}");
        assertThat(TestTables.ofRequests().rows(columns)).isEqualTo(3);
        assertThat(TestTables.ofRequests().rows(rows)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"columns":{"a":[1,"x"]}}                    | /data/columns/a/1  | must be a number as the other values of its column, not text
            {"columns":{"a":["x",1]}}                    | /data/columns/a/1  | must be text as the other values of its column, not a number
            {"columns":{"a":[null,true,"true"]}}         | /data/columns/a/2  | must be true or false as the other values of its column, not text
            {"columns":{"a":[[1]]}}                      | /data/columns/a/0  | must be a number as the other values of its column, not an array
            {"columns":{"a":[1,2],"b":[1]}}              | /data/columns/b    | has 1 values where a has 2
            {"columns":{"a/b":3}}                        | /data/columns/a~1b | must be an array of values
            {"columns":{}}                               | /data/columns      | must have at least one column
            {"columns":{"a":[]}}                         | /data/columns      | must have at least one row
            {"columns":{" ":[1]}}                        | /data/columns      | has a column whose name is blank or longer than 1000 characters
            {"columns":{"a":[1e400]}}                    | /data/columns/a/0  | must be a number of at most 1.7976931348623157E308 in magnitude
            {"columns":{"a":[9007199254740993]}}         | /data/columns/a/0  | must be between -2^53 and 2^53, beyond which doubles skip whole numbers; send identifiers as text
            {"rows":[{"a":1},{"a":{}}]}                  | /data/rows/1/a     | must be a number as the other values of its column, not an object
            {"rows":[]}                                  | /data/rows         | must have at least one row
            {"rows":[{},{}]}                             | /data/rows         | must have at least one column
            {}                                           | /data              | must have exactly one of columns, rows and dataset
            {"columns":{"a":[1]},"rows":[{"a":1}]}       | /data              | must have exactly one of columns, rows and dataset
            """)
    void whatDoesNotFitIsRefusedByItsPlace(String json, String pointer, String detail) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> read(json));
        assertThat(refusal.type()).isEqualTo(ProblemType.IMPOSSIBLE_INPUT);
        assertThat(refusal.errors()).containsExactly(new FieldError(pointer, detail));
    }

    @Test
    void columnsAreChosenByNameAndUnknownOnesAreRefusedWithTheNearest() {
        TableData data = bind("{\"columns\":{\"age\":[1],\"fare\":[2],\"sex\":[\"f\"]}}");
        assertThat(TestTables.ofRequests()
                        .read(data, "/data", List.of("sex", "age"))
                        .names())
                .containsExactly("sex", "age");
        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> TestTables.ofRequests().read(data, "/data", List.of("aeg", "cabin")));
        assertThat(refusal.errors())
                .containsExactly(
                        new FieldError("/data", "has no column aeg; did you mean age?"),
                        new FieldError("/data", "has no column cabin"));
    }

    @Test
    void noMoreThanAHundredErrorsAreListed() {
        String values = IntStream.range(0, 500).mapToObj(row -> "\"x\"").collect(Collectors.joining(","));
        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> read("{\"columns\":{\"a\":[1," + values + "]}}"));
        assertThat(refusal.errors()).hasSize(100);
    }
}
