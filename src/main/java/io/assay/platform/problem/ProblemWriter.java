package io.assay.platform.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes the answer of a problem and counts it as {@code assay.problems} by type and status. */
@Component
final class ProblemWriter {

    private final Meter.MeterProvider<Counter> counters;

    private final JsonMapper mapper;

    ProblemWriter(MeterRegistry registry, JsonMapper mapper) {
        this.counters = Counter.builder("assay.problems")
                .description("Requests answered with a problem, by failure class")
                .withRegistry(registry);
        this.mapper = mapper;
    }

    /** The media type is set, so that no Accept header can turn the answer into another problem. */
    ResponseEntity<Object> answer(
            ProblemType type, String detail, List<FieldError> errors, @Nullable String instance, HttpHeaders headers) {
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(type, detail, errors, instance));
    }

    /** The bytes of an answer, for where Spring does not write it. */
    byte[] bytes(ProblemType type, String detail, @Nullable String instance) {
        return mapper.writeValueAsBytes(problem(type, detail, List.of(), instance));
    }

    Problem problem(ProblemType type, String detail, List<FieldError> errors, @Nullable String instance) {
        counters.withTags(
                        "type",
                        type.slug(),
                        "status",
                        Integer.toString(type.status().value()))
                .increment();
        return Problem.of(type, detail, instance, errors);
    }
}
