package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("chart")
class ExpressionTest {

    @Test
    void namesMetricsAndTheirLabels() {
        Expression expression = new Expression(
                "histogram_quantile(0.99, sum by (le, uri) (rate(a_bucket{uri!~\"/x|{y}\",status=~\"5..\"}[5m])))"
                        + " / on(pod) min_over_time(b{}[$__rate_interval]) > 1 and absent(up == 1)");

        assertThat(expression.metrics())
                .isEqualTo(Map.of("a_bucket", Set.of("uri", "status"), "b", Set.of(), "up", Set.of()));
        assertThat(expression.groupedBy()).containsExactly("le", "pod", "uri");
    }

    @Test
    void takesNoFunctionForAMetric() {
        assertThat(new Expression("sum(rate(c_total[5m])) by (x) > 0.5").metrics())
                .isEqualTo(Map.of("c_total", Set.of()));
    }
}
