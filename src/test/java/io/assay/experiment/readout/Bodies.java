package io.assay.experiment.readout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.platform.json.Binders;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.problem.ProblemException;
import java.util.List;

/** Bodies of readouts, with ' for ", bound as HTTP binds them. */
final class Bodies {

    private static final RequestBinder BINDER = Binders.create();

    static final String PROPORTION = metric("'kind': 'proportion', 'role': 'primary'", "{'n': 100, 'successes': 10}");

    private Bodies() {}

    /** Two arms, a metric each. */
    static String body(String members, String... metrics) {
        return "{%s'arms': [{'key': 'control'}, {'key': 'treatment'}], 'metrics': [%s]}"
                .formatted(members.isEmpty() ? "" : members + ", ", String.join(", ", metrics));
    }

    /** A metric of which both arms report the same. */
    static String metric(String members, String data) {
        return metric(members, data, data);
    }

    static String metric(String members, String control, String treatment) {
        return "{'key': 'm', %s, 'data': {'control': %s, 'treatment': %s}}".formatted(members, control, treatment);
    }

    static ReadoutInput input(String body) {
        return bind(body).toInput();
    }

    static MetricInput metricInput(String metric) {
        return input(body("", metric)).metrics().getFirst();
    }

    static ReadoutRequest bind(String body) {
        return BINDER.bind(json(body), ReadoutRequest.class);
    }

    /** Pointer and detail of every error, all of the kind that is answered with this status. */
    static List<String> errors(int status, String body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> bind(body));
        assertThat(refused).as("no error in %s", body).isNotNull();
        assertThat(refused.type().status().value()).as("%s", refused.errors()).isEqualTo(status);
        return refused.errors().stream()
                .map(error -> error.pointer() + " " + error.detail())
                .toList();
    }

    static List<String> pointers(String body) {
        return errors(422, body).stream()
                .map(error -> error.substring(0, error.indexOf(' ')))
                .toList();
    }

    static byte[] json(String body) {
        return body.replace('\'', '"').getBytes(UTF_8);
    }
}
