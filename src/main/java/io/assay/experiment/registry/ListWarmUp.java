package io.assay.experiment.registry;

import io.assay.platform.web.WarmUp;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The newest experiments: the road to the database and back. */
@Component
final class ListWarmUp implements WarmUp {

    private final ExperimentSearch search;

    private final JsonMapper mapper;

    ListWarmUp(ExperimentSearch search, JsonMapper mapper) {
        this.search = search;
        this.mapper = mapper;
    }

    @Override
    public void once() {
        mapper.writeValueAsBytes(search.find(new ExperimentSearch.Filter(null, null, null, null), null, 2));
    }
}
