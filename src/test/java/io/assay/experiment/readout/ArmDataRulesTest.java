package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.body;
import static io.assay.experiment.readout.Bodies.errors;
import static io.assay.experiment.readout.Bodies.metric;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no arm can report is refused by the pointer to it. */
class ArmDataRulesTest {

    private static final String RIGHT = "{'n': 10, 'sum': 4, 'sum_squares': 9}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mean       | {}                                               | ``
            mean       | {'n': 10, 'sum': 4}                              | /sum_squares
            mean       | {'sum': 4, 'sum_squares': 9}                     | /n
            mean       | {'n': -1, 'sum': 4, 'sum_squares': 9}            | /n
            mean       | {'n': 2e15, 'sum': 4, 'sum_squares': 9}          | /n
            mean       | {'n': 10, 'sum': 4, 'sum_squares': 9, 'mean': 1} | /mean
            mean       | {'n': 10, 'sum': 4, 'sum_squares': 1}            | /sum_squares
            mean       | {'n': 0, 'sum': 4, 'sum_squares': 0}             | /sum
            mean       | {'n': 1, 'mean': 4, 'variance': 1}               | /variance
            mean       | {'n': 10, 'sum': 4, 'sum_squares': 9, 'sum_cubes': 100} | /sum_cubes
            count      | {'n': 10, 'sum': -4, 'sum_squares': 9}           | /sum
            count      | {'n': 10, 'mean': -4, 'variance': 9}             | /mean
            count      | {'n': 9, 'numerator': {'sum': -1, 'sum_squares': 1}, 'denominator': {'sum': 9, 'sum_squares': 9}, \
            'cross': -1} | /numerator
            count      | {'n': 9, 'numerator': {'sum': 1, 'sum_squares': 1}, 'denominator': {'sum': -9, 'sum_squares': 9}, \
            'cross': -1} | /denominator
            proportion | {'n': 10, 'successes': 11}                       | /successes
            proportion | {'n': 10, 'sum': 4, 'sum_squares': 5}            | /sum_squares
            proportion | {'n': 10, 'sum': 4.5, 'sum_squares': 4.5}        | /sum
            proportion | {'n': 10, 'sum': 11, 'sum_squares': 11}          | /sum_squares
            proportion | {'n': 10, 'sum': 4, 'sum_squares': 4, 'sum_cubes': 5} | /sum_cubes
            proportion | {'n': 10, 'successes': 4, 'sum_cubes': 4}        | /sum_cubes
            ratio      | {'n': 10, 'numerator': {'sum': 4}, 'denominator': {'sum': 4, 'sum_squares': 9}, 'cross': 1} \
            | /numerator/sum_squares
            ratio      | {'n': 10, 'numerator': {'sum': 4, 'sum_squares': 9}, 'denominator': {'sum': 4, 'sum_squares': 9}, \
            'cross': 10} | /cross
            ratio      | {'n': 10, 'numerator': {'sum': 4, 'sum_squares': 9}, 'denominator': {'sum': 4, 'sum_squares': 1}, \
            'cross': 1} | /denominator/sum_squares
            quantile   | {'n': 10, 'value': 4, 'lower': 5, 'upper': 6}    | /lower
            quantile   | {'n': 10, 'value': 4, 'lower': 3}                | /upper
            quantile   | {'n': 10, 'value': 4, 'lower': 3, 'upper': 6, 'interval_n': -1} | /interval_n
            quantile   | {'n': 10, 'value': 4, 'lower': 3, 'upper': 6, 'clusters': {'n': 4}} | /clusters/cross
            quantile   | {'n': 10, 'value': 4, 'lower': 3, 'upper': 6, 'clusters': {'n': 4, 'numerator': {'sum': 1, \
            'sum_squares': 0}, 'denominator': {'sum': 1, 'sum_squares': 1}, 'cross': 0}} | /clusters/numerator/sum_squares
            """)
    void refuses(String kind, String data, String pointer) {
        assertThat(pointersOfControl(kind, data)).contains(pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ['value', 'x']      | [4, 5]    | [[9], [10, 9]]      | /cross_products/1/0
            ['x', 'value']      | [5, 4]    | [[1], [6, 9]]       | /cross_products/0/0
            ['value', 'x']      | [4, 5]    | [[9], [6]]          | /cross_products/1
            ['value', 'x']      | [4, 5]    | [[9]]               | /cross_products
            ['value', 'x']      | [4]       | [[9], [6, 9]]       | /sums
            ['value', 'x']      | [4, null] | [[9], [6, 9]]       | /sums/1
            ['value', 'x']      | [4, 5]    | [[9], null]         | /cross_products/1
            ['value', 'x']      | [4, 5]    | [[9], [6, null]]    | /cross_products/1/1
            ['value']           | [4]       | [[9]]               | /variables
            ['x', 'x']          | [4, 5]    | [[9], [6, 9]]       | /variables/1
            ['value', 'y']      | [4, 5]    | [[9], [6, 9]]       | /variables/1
            ['value', null]     | [4, 5]    | [[9], [6, 9]]       | /variables/1
            []                  | []        | []                  | /variables
            """)
    void refusesMoments(String variables, String sums, String products, String pointer) {
        String moments = "{'n': 10, 'moments': {'variables': %s, 'sums': %s, 'cross_products': %s}}"
                .formatted(variables, sums, products);

        assertThat(pointersOfControl("mean', 'covariates': ['x'], 'direction': 'increase", moments))
                .contains("/moments" + pointer);
    }

    /** Of ten units with the values of two proportions 4 and 5 of them cannot both be 1 without one of the four being so. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [4, 5]   | [[4], [4.5, 5]]  | ['x']     | /cross_products/1/0
            [6, 5]   | [[6], [0, 5]]    | ['x']     | /cross_products/1/0
            [4, 5]   | [[4], [2, 6]]    | ['x']     | /cross_products/1/1
            [4, 5]   | [[5], [2, 6]]    | []        | /cross_products/0/0
            [4.5, 5] | [[4.5], [2, 6]]  | []        | /sums/0
            [4, 5.5] | [[4], [2, 5.5]]  | ['x']     | /sums/1
            [4, 5]   | [[4], [2, 5]]    | ['y']     | /indicators/0
            """)
    void refusesIndicators(String sums, String products, String indicators, String pointer) {
        String moments = "{'n': 10, 'moments': {'variables': ['value', 'x'], 'sums': %s, 'cross_products': %s, "
                        .formatted(sums, products)
                + "'indicators': %s}}".formatted(indicators);

        assertThat(pointersOfControl("proportion', 'covariates': ['x'], 'direction': 'increase", moments))
                .containsExactly("/moments" + pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                           | /strata
            [null]                                                       | /strata/0
            [{'key': '', 'data': SUMS}]                                  | /strata/0/key
            [{'key': 'a'}]                                               | /strata/0/data
            [{'key': 'a', 'data': SUMS}, {'key': 'a', 'data': SUMS}]     | /strata/1/key
            [{'key': 'a', 'data': {'strata': []}}]                       | /strata/0/data/strata
            [{'key': 'a', 'data': {'n': 10, 'sum': 4, 'sum_squares': 1}}] | /strata/0/data/sum_squares
            [{'key': 'a', 'data': {'n': 10, 'value': 4, 'lower': 4, 'upper': 4}}] | /strata/0/data
            [{'key': 'a', 'data': SUMS}, {'key': 'b', 'data': {'n': 2, 'mean': 4, 'variance': 1}}] | /strata/1/data
            [{'key': 'a', 'data': {'n': 6e14, 'mean': 4, 'variance': 1}}, {'key': 'b', 'data': \
            {'n': 6e14, 'mean': 4, 'variance': 1}}] | /strata
            """)
    void refusesStrata(String strata, String pointer) {
        assertThat(pointersOfControl("mean", "{'strata': %s}".formatted(strata.replace("SUMS", RIGHT))))
                .containsExactly(pointer);
    }

    /** Every error of an arm, and what the form would have been. */
    @Test
    void mixedForms() {
        String metric = metric(
                "'kind': 'mean', 'role': 'primary'",
                "{'sum': 1, 'sum_squares': 1, 'variance': 2, 'successes': 3}",
                "{'n': 1, 'moments': {'sums': [1, null], 'cross_products': [[null], [1, 2]], 'indicators': [null]}}");

        assertThat(errors(422, body("", metric)))
                .containsExactly(
                        "/metrics/0/data/control/n is required: the form is {n, sum, sum_squares}",
                        "/metrics/0/data/control/successes does not go with the form {n, sum, sum_squares}",
                        "/metrics/0/data/control/variance does not go with the form {n, sum, sum_squares}",
                        "/metrics/0/data/treatment/moments/cross_products/0/0 is required",
                        "/metrics/0/data/treatment/moments/indicators/0 is required",
                        "/metrics/0/data/treatment/moments/sums/1 is required",
                        "/metrics/0/data/treatment/moments/variables is required");
    }

    /** A value that does not bind is named once, and not again as missing. */
    @Test
    void doesNotBind() {
        String metric = metric(
                "'kind': 'mean', 'role': 'primary'",
                "{'n': 1.5, 'sum': 4, 'sum_squares': 9}",
                "{'n': 3, 'sum': 4, 'sum_square': 9}");

        assertThat(errors(400, body("", metric)))
                .containsExactlyInAnyOrder(
                        "/metrics/0/data/control/n must be an integer, not the number 1.5",
                        "/metrics/0/data/treatment/sum_square is not a known field; did you mean \"sum_squares\"?",
                        "/metrics/0/data/treatment/sum_squares is required: the form is {n, sum, sum_squares}");
    }

    private static List<String> pointersOfControl(String kind, String data) {
        String members =
                "'kind': '%s', 'role': 'primary'%s".formatted(kind, kind.equals("quantile") ? ", 'quantile': 0.5" : "");
        String path = "/metrics/0/data/control";
        return Bodies.pointers(body("", metric(members, data))).stream()
                .filter(pointer -> pointer.startsWith(path))
                .map(pointer -> pointer.substring(path.length()))
                .toList();
    }
}
