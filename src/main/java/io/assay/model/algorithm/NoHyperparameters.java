package io.assay.model.algorithm;

import io.swagger.v3.oas.annotations.media.Schema;

/** Of an algorithm that leaves nothing to choose. */
@Schema(name = "NoHyperparameters")
public record NoHyperparameters() {}
