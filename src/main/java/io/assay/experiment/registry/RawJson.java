package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** JSON that is answered byte for byte as it was stored. */
record RawJson(@JsonValue @JsonRawValue String json) {}
