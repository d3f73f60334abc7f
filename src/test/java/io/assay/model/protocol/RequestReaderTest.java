package io.assay.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.feature.pipeline.ColumnType;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the protocol as tables, and what is none. */
class RequestReaderTest {

    private static final List<InputColumn> NUMBERS =
            List.of(new InputColumn("a", ColumnType.NUMBER), new InputColumn("b", ColumnType.NUMBER));

    private static final List<InputColumn> MIXED = List.of(
            new InputColumn("age", ColumnType.NUMBER),
            new InputColumn("sex", ColumnType.TEXT),
            new InputColumn("since", ColumnType.TIME));

    private static InferenceRequest read(String json) {
        return RequestReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static Table table(String json, List<InputColumn> columns) {
        return TensorTable.of(read(json).inputs(), columns, "survived"::equals);
    }

    private static double[] numbers(Table table, String name) {
        return table.column(name) instanceof NumberColumn column ? column.values() : new double[0];
    }

    private static String tensor(String shape, String datatype, String data) {
        return "{'inputs': [{'name': 'x', 'shape': %s, 'datatype': '%s', 'data': %s}]}"
                .formatted(shape, datatype, data);
    }

    private static String refusal(Runnable reading) {
        ProblemException[] problem = new ProblemException[1];
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(ProblemException.class, refusal -> problem[0] = refusal);
        StringBuilder text = new StringBuilder(problem[0].detail());
        problem[0]
                .errors()
                .forEach(error ->
                        text.append(' ').append(error.pointer()).append(' ').append(error.detail()));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2.5, null, 4, 5, 6]", "[[1, 2.5], [null, 4], [5, 6]]"})
    void oneTensorHoldsAllColumnsNestedOrFlat(String data) {
        Table table = table(tensor("[3, 2]", "FP64", data), NUMBERS);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(numbers(table, "a")).containsExactly(1, Double.NaN, 5);
        assertThat(numbers(table, "b")).containsExactly(2.5, 4, 6);
    }

    @Test
    void inputsPerColumnComeInAnyOrderAndShape() {
        Table table = table("""
                {'id': 'r1', 'parameters': {'content_type': 'pd', 'headers': {'a': [1]}}, 'inputs': [
                 {'data': [null, 'female'], 'name': 'sex', 'shape': [2, 1], 'datatype': 'BYTES', 'parameters': {'content_type': 'str'}},
                 {'data': ['2024-01-01T00:00:00Z', null], 'name': 'since', 'shape': [2], 'datatype': 'BYTES'},
                 {'name': 'age', 'shape': [2], 'datatype': 'INT64', 'data': [30, null]}]}""", MIXED);
        assertThat(table.names()).containsExactly("sex", "since", "age");
        assertThat(numbers(table, "age")).containsExactly(30, Double.NaN);
        assertThat(table.column("sex")).isInstanceOfSatisfying(TextColumn.class, sex -> {
            assertThat(sex.text(0)).isNull();
            assertThat(sex.text(1)).isEqualTo("female");
        });
    }

    @Test
    void rowsHaveALimit() {
        String most = "1,".repeat(199_999) + "1";
        assertThat(table(tensor("[100000, 2]", "UINT8", "[" + most + "]"), NUMBERS)
                        .rows())
                .isEqualTo(100_000);
        assertThat(refusal(() -> table(tensor("[100001, 2]", "UINT8", "[1,1," + most + "]"), NUMBERS)))
                .contains("/inputs has more than 100,000 rows");
    }

    @Test
    void refusalsAreShort() {
        String inputs = IntStream.range(0, 5_000)
                .mapToObj(i -> "{'name': 'c%d', 'shape': [1], 'datatype': 'FP64', 'data': [1]}".formatted(i))
                .collect(Collectors.joining(","));
        assertThat(refusal(() -> table("{'inputs': [" + inputs + "]}", MIXED))).contains("has 100 errors");
        String one = "{'inputs': [{'name': '%s', 'shape': [1], 'datatype': 'FP64', 'data': [1]}]}";
        assertThat(refusal(() -> table(one.formatted("x".repeat(1_001)), MIXED)))
                .contains("/inputs/0/name must have at most 1,000 characters");
        assertThat(refusal(() -> table(one.formatted("x".repeat(1_000)), MIXED)))
                .contains("no column of the model");
    }

    /** As a client sends it that sends the whole table. */
    @Test
    void columnsOfTheTrainingTableMayComeAlong() {
        Table table = table("""
                {'inputs': [{'name': 'survived', 'shape': [1], 'datatype': 'BYTES', 'data': ['yes']},
                            {'name': 'a', 'shape': [1], 'datatype': 'FP64', 'data': [3]},
                            {'name': 'b', 'shape': [1], 'datatype': 'FP64', 'data': [4]}]}""", NUMBERS);
        assertThat(numbers(table, "b")).containsExactly(4);
    }

    @Test
    void truthValuesAreWords() {
        Table table = table(
                "{'inputs': [{'name': 'a', 'shape': [2], 'datatype': 'BOOL', 'data': [true, false]}]}",
                List.of(new InputColumn("a", ColumnType.TEXT)));
        assertThat(table.column("a"))
                .isInstanceOfSatisfying(
                        TextColumn.class, a -> assertThat(a.levels()).containsExactly("true", "false"));
    }

    /** The nearest float and the nearest half of 0.1, by IEEE 754. */
    @ParameterizedTest
    @CsvSource({"FP64, 0.1", "FP32, 0.10000000149011612", "FP16, 0.0999755859375"})
    void numbersAreHeldAsTheirDatatypeDoes(String datatype, double held) {
        assertThat(numbers(table(tensor("[1, 2]", datatype, "[0.1, 1]"), NUMBERS), "a"))
                .containsExactly(held);
    }

    @Test
    void whatIsMissingEverywhereIsMissing() {
        assertThat(numbers(table(tensor("[2, 2]", "FP32", "[null, null, null, null]"), NUMBERS), "b"))
                .containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void idAndOutputsAreRead() {
        InferenceRequest request = read("""
                {'id': 'é', 'inputs': [{'name': 'a', 'shape': [1], 'datatype': 'FP64', 'data': [1]}],
                 'outputs': [{'name': 'predict', 'parameters': {'binary_data': true}}]}""");
        assertThat(request.id()).isEqualTo("é");
        assertThat(request.outputs()).containsExactly("predict");
        assertThat(read(tensor("[1]", "FP64", "[1]")).outputs()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2, 2] | FP64 | [1, 2, 3] | /inputs/0/shape is [2, 2] where the data are [3]",
                "[2, 2] | FP64 | [[1, 2, 3, 4]] | /inputs/0/shape is [2, 2] where the data are [1, 4]",
                "[2, 2] | FP64 | [[1, 2], [3]] | /inputs/0/data/1 has 1 elements where those before it have 2",
                "[2, 2] | FP64 | [[1, 2], 3, 4] | /inputs/0/data/1 must be an array as those before it",
                "[2, 2] | FP64 | [1, 2, [3, 4]] | /inputs/0/data/2 must not be an array where those before it are none",
                "[2, 2] | FP64 | [1, 2, 3, 'x'] | /inputs/0/data/3 is one of text among numbers; what is missing is null",
                "[2, 2] | INT8 | [1, 2, 3, 128] | /inputs/0/data must be a whole number from -128 to 127; element 3 is none",
                "[2, 2] | INT32 | [1, 2.5, 3, 4] | /inputs/0/data must be a whole number from -2147483648 to 2147483647; element 1 is none",
                "[1, 2] | INT64 | [1, 9007199254740993] | beyond that doubles skip whole numbers",
                "[1, 2] | UINT64 | [1, -1] | /inputs/0/data must be a whole number from 0 to 9007199254740991",
                "[1, 2] | FP16 | [1, 70000] | /inputs/0/data must be a number that FP16 holds; element 1 is none",
                "[1, 2] | FP32 | [1, 1e39] | /inputs/0/data must be a number that FP32 holds; element 1 is none",
                "[1, 2] | FP64 | [1, 1e999] | must be a number of at most",
                "[1, 2] | FP64 | ['a', 'b'] | /inputs/0/data must be numbers as FP64 says, not text",
                "[1, 2] | BYTES | ['a', 'b'] | /inputs/0/datatype must be one of numbers",
                "[1, 2] | FP8 | [1, 2] | /inputs/0/datatype must be one of BOOL, UINT8",
                "[0, 2] | FP64 | [] | /inputs/0/shape/0 must be a whole number from 1",
                "[-1, 2] | FP64 | [1, 2] | /inputs/0/shape/0 must be a whole number from 1",
                "[] | FP64 | [1] | /inputs/0/shape must have at least one dimension",
                "[70000, 70000] | FP64 | [1] | /inputs/0/shape is [70000, 70000] where the data are [1]",
                "[2, 3] | FP64 | [1, 2, 3, 4, 5, 6] | /inputs/0/shape has 3 columns where the model has 2",
                "[1, 2] | FP64 | {} | /inputs/0/data must be an array",
                "[1, 2] | FP64 | [1, {}] | /inputs/0/data/1 must be a number, text, true, false or null",
                "[1, 2] | FP64 | [1, NaN] | not valid JSON",
            })
    void tensorsThatAreNoneAreRefused(String shape, String datatype, String data, String says) {
        assertThat(refusal(() -> table(tensor(shape, datatype, data), NUMBERS))).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | body is empty",
                "[] | must be an object",
                "{} | /inputs must be given",
                "{\"inputs\": []} | /inputs must have at least one tensor",
                "{\"inputs\": [{\"name\": \"a\"}]} | /inputs/0/datatype must be given",
                "{\"id\": 3, \"inputs\": []} | /id must be text",
                "{\"id\": \"\\ud800\", \"inputs\": []} | half a surrogate pair",
                "{\"inputs\": [{\"data\": [\"\\ud800\"]}]} | /inputs/0/data/0 holds half a surrogate pair",
                "{\"inputs\": [{\"name\": \"\\ud800\"}]} | /inputs/0/name holds half a surrogate pair",
                "{\"input\": []} | /input is unknown",
                "{\"inputs\": [], \"inputs\": []} | at least one tensor",
                "{\"id\": \"a\", \"id\": \"b\"} | a field is given twice",
                "{\"inputs\": [{\"raw\": 1}]} | /inputs/0/raw is unknown",
                "{\"inputs\": [{\"parameters\": {\"binary_data_size\": 8}}]} | send data as JSON",
                "{\"inputs\": [{\"parameters\": {\"content_type\": \"base64\"}}]} | must not be base64",
                "{\"outputs\": [{\"name\": \"p\", \"parameters\": {\"classification\": 2}}]} | ask for predict_proba",
                "{\"outputs\": [{\"name\": \"p\"}, {\"name\": \"p\"}]} | /outputs/1/name is that of an output before it",
                "{\"inputs\": [ | not valid JSON",
            })
    void requestsThatAreNoneAreRefused(String json, String says) {
        assertThat(refusal(() -> read(json))).contains(says);
    }

    @Test
    void tensorsAndColumnsMustGoTogether() {
        assertThat(refusal(() -> table("""
                        {'inputs': [{'name': 'aje', 'shape': [2], 'datatype': 'FP64', 'data': [1, 2]},
                                    {'name': 'sex', 'shape': [3, 1], 'datatype': 'BYTES', 'data': ['m', 'm', 'f']}]}""", MIXED)))
                .contains("has 4 errors")
                .contains("/inputs/0/name is aje, which is no column of the model; did you mean age?")
                .contains("/inputs/1/shape has 3 rows where aje has 2")
                .contains("/inputs has no tensor for the column age")
                .contains("/inputs has no tensor for the column since");
        assertThat(refusal(() -> table(tensor("[1, 3]", "FP64", "[1, 2, 3]"), MIXED)))
                .contains("of which these hold no numbers: sex, since");
        assertThat(refusal(() -> table("""
                        {'inputs': [{'name': 'a', 'shape': [2], 'datatype': 'FP64', 'data': [1, 2]},
                                    {'name': 'a', 'shape': [2], 'datatype': 'FP64', 'data': [1, 2]}]}""", NUMBERS))).contains("/inputs/1/name is that of an input before it: a");
    }
}
