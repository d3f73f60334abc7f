package io.assay.experiment;

import io.assay.platform.json.RequestBinder;
import io.assay.platform.web.WarmUp;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The Cookie Cats experiment, from bytes to bytes: reading, computing and writing as every stateless call does. */
@Component
final class AnalyzeWarmUp implements WarmUp {

    private static final byte[] REQUEST = ("{\"control\":{\"conversions\":8502,\"visitors\":44700},"
                    + "\"treatment\":{\"conversions\":8279,\"visitors\":45489}}")
            .getBytes(StandardCharsets.UTF_8);

    private final RequestBinder binder;

    private final JsonMapper mapper;

    AnalyzeWarmUp(RequestBinder binder, JsonMapper mapper) {
        this.binder = binder;
        this.mapper = mapper;
    }

    @Override
    public void once() {
        mapper.writeValueAsBytes(AnalyzeAnswer.of(binder.bind(REQUEST, AnalyzeRequest.class)));
    }
}
