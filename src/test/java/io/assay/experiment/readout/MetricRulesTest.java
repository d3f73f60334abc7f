package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.body;
import static io.assay.experiment.readout.Bodies.errors;
import static io.assay.experiment.readout.Bodies.metric;
import static io.assay.experiment.readout.Bodies.pointers;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which metrics are refused, by pointer below the metric. */
class MetricRulesTest {

    private static final String SUMS = "{'n': 10, 'sum': 4, 'sum_squares': 9}";
    private static final String RATIO =
            "{'n': 10, 'numerator': {'sum': 4, 'sum_squares': 9}, 'denominator': {'sum': 5, 'sum_squares': 9}, 'cross': 6}";
    private static final String QUANTILE = "{'n': 10, 'value': 2, 'lower': 1, 'upper': 3}";
    private static final String X =
            "{'n': 10, 'moments': {'variables': ['value', 'x'], 'sums': [4, 5], 'cross_products': [[9], [6, 9]]}}";

    private static String named(String data) {
        return data.replace("SUMS", SUMS)
                .replace("RATIO", RATIO)
                .replace("QUANTILE", QUANTILE)
                .replace("VALUE_AND_X", X);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'kind': 'mean'                                                          | SUMS | /role
            'role': 'primary'                                                       | SUMS | /kind
            'kind': 'mean', 'role': 'guardrail'                                     | SUMS | /tolerated_loss
            'kind': 'mean', 'role': 'guardrail', 'tolerated_loss': -1               | SUMS | /tolerated_loss
            'kind': 'mean', 'role': 'primary', 'tolerated_loss': 1                  | SUMS | /tolerated_loss
            'kind': 'mean', 'role': 'primary', 'tolerated_loss_scale': 'relative'   | SUMS | /tolerated_loss_scale
            'kind': 'mean', 'role': 'guardrail', 'tolerated_loss': 0, 'alternative': 'less' | SUMS | /alternative
            'kind': 'quantile', 'role': 'primary'                                   | QUANTILE | /quantile
            'kind': 'quantile', 'role': 'primary', 'quantile': 1                    | QUANTILE | /quantile
            'kind': 'mean', 'role': 'primary', 'quantile': 0.5                      | SUMS | /quantile
            'kind': 'mean', 'role': 'primary', 'test': 'score'                      | SUMS | /test
            'kind': 'mean', 'role': 'primary', 'equivalence_margin': 0              | SUMS | /equivalence_margin
            'kind': 'mean', 'role': 'primary', 'minimum_detectable_effect': 0       | SUMS | /minimum_detectable_effect
            'kind': 'mean', 'role': 'primary', 'plausible_lift': 0                  | SUMS | /plausible_lift
            'kind': 'mean', 'role': 'primary', 'base_value': 1e300                  | SUMS | /base_value
            'kind': 'mean', 'role': 'primary', 'adjustment': 'cuped'                | SUMS | /adjustment
            'kind': 'mean', 'role': 'primary', 'adjustment': 'post_stratification'  | SUMS | /adjustment
            'kind': 'mean', 'role': 'primary', 'theta': [1]                         | SUMS | /theta
            'kind': 'mean', 'role': 'primary', 'covariates': ['x'], 'theta': [1, 2] | VALUE_AND_X | /theta
            'kind': 'mean', 'role': 'primary', 'covariates': ['x', 'x']             | VALUE_AND_X | /covariates/1
            'kind': 'mean', 'role': 'primary', 'covariates': ['value']              | VALUE_AND_X | /covariates/0
            'kind': 'mean', 'role': 'primary', 'covariates': ['']                   | VALUE_AND_X | /covariates/0
            'kind': 'mean', 'role': 'primary', 'covariates': [null]                 | VALUE_AND_X | /covariates/0
            'kind': 'mean', 'role': 'primary', 'ratio_covariates': [{'numerator': 'a', 'denominator': 'a'}] | SUMS \
            | /ratio_covariates/0/denominator
            'kind': 'ratio', 'role': 'primary', 'ratio_covariates': [{'numerator': 'a'}] | RATIO \
            | /ratio_covariates/0/denominator
            'kind': 'ratio', 'role': 'primary', 'ratio_covariates': [{'numerator': 'a', 'denominator': 'denominator'}] \
            | RATIO | /ratio_covariates/0/denominator
            """)
    void refuses(String members, String data, String pointer) {
        assertThat(pointers(body("", metric(members, named(data))))).contains("/metrics/0" + pointer);
    }

    /** What a kind cannot have is refused with the reason, data and all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'kind': 'quantile', 'quantile': 0.5, 'covariates': ['x'] | QUANTILE \
            | /covariates do not go with kind quantile: order statistics carry no co-moments
            'kind': 'quantile', 'quantile': 0.5 | {'strata': [{'key': 'a', 'data': SUMS}]} \
            | /data/control must have a form that this kind of metric has: {n, value, lower, upper}
            'kind': 'mean', 'covariates': ['x'] | SUMS | /data/control must have moments, as the metric has covariates
            'kind': 'ratio' | SUMS | /data/control must have a form that this kind of metric has: \
            {n, numerator, denominator, cross}; {n, moments}; {strata}
            'kind': 'proportion' | {'n': 10, 'mean': 0.5, 'variance': 0.25} | /data/control must have a form that this \
            kind of metric has: {n, successes}; {n, sum, sum_squares}; {n, moments}; {strata}
            'kind': 'mean', 'ratio_covariates': [{'numerator': 'a', 'denominator': 'b'}] | SUMS \
            | /ratio_covariates go with kind ratio, and count over an exposure
            'kind': 'count', 'ratio_covariates': [{'numerator': 'a', 'denominator': 'b'}] | {'n': 0, 'moments': \
            {'variables': ['value', 'a', 'b'], 'sums': [0, 0, 0], 'cross_products': [[0], [0, 0], [0, 0, 0]]}} \
            | /ratio_covariates go with a count over an exposure, not per unit
            'kind': 'proportion', 'test': 'fisher' | {'strata': [{'key': 'a', 'data': {'n': 9, 'successes': 1}}]} \
            | /test goes with a proportion that nothing adjusts, without strata
            'kind': 'proportion', 'test': 'score', 'adjustment': 'none' | {'strata': [{'key': 'a', 'data': \
            {'n': 9, 'successes': 1}}]} | /test goes with a proportion that nothing adjusts, without strata
            """)
    void refusesWhatTheKindCannotHave(String members, String data, String error) {
        assertThat(errors(422, body("", metric(members + ", 'role': 'secondary'", named(data)))))
                .contains("/metrics/0" + error);
    }

    @Test
    void armsHaveOneForm() {
        String mean = "'kind': 'mean', 'role': 'primary'";
        String count = "'kind': 'count', 'role': 'primary'";

        assertThat(errors(422, body("", metric(mean, SUMS, "{'n': 10, 'mean': 4, 'variance': 1}"))))
                .containsExactly("/metrics/0/data/treatment must have the form of the arms before it: "
                        + "{n, sum, sum_squares}");
        assertThat(errors(422, body("", metric(count, RATIO, SUMS))))
                .containsExactly("/metrics/0/data/treatment must have the form of the arms before it: "
                        + "{n, numerator, denominator, cross} with numerator and denominator");
    }
}
