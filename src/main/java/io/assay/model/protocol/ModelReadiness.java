package io.assay.model.protocol;

import io.swagger.v3.oas.annotations.media.Schema;

/** Whether a model answers. */
@Schema(name = "InferenceReadiness")
record ModelReadiness(@Schema(example = "churn") String name, boolean ready) {}
