package io.assay.model.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model.
 *
 * @param id the caller's, which the answer has as well
 * @param outputs the names of those that are wanted; null for all that come unasked
 */
record InferenceRequest(
        @Nullable String id, List<Tensor> inputs, @Nullable List<String> outputs) {}
