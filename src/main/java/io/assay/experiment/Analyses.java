package io.assay.experiment;

import io.assay.platform.json.RequestBinder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stateless analyses without a service around them: JSON in and JSON out, bound, checked, computed and written as over
 * HTTP.
 */
public final class Analyses {

    private final RequestBinder binder;

    private final JsonMapper json;

    public Analyses(RequestBinder binder, JsonMapper json) {
        this.binder = binder;
        this.json = json;
    }

    /**
     * How many units does it take?
     *
     * @throws io.assay.platform.problem.ProblemException for a request that does not bind or is impossible
     * @throws io.assay.statistics.InvalidInputException for one that has no answer
     */
    public String sampleSize(byte[] request) {
        return json.writeValueAsString(SampleSizeAnswer.of(binder.bind(request, SampleSizeRequest.class)));
    }

    /**
     * Did it work?
     *
     * @throws io.assay.platform.problem.ProblemException for a request that does not bind or is impossible
     * @throws io.assay.statistics.InvalidInputException for one that no data can have
     */
    public String analyze(byte[] request) {
        return json.writeValueAsString(AnalyzeAnswer.of(binder.bind(request, AnalyzeRequest.class)));
    }
}
