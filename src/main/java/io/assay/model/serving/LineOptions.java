package io.assay.model.serving;

import io.assay.model.serving.Predictor.Wanted;

/**
 * What the query says of a stream of lines, as the body says it of a request of JSON.
 *
 * @param given whether it says anything
 */
record LineOptions(boolean given, Wanted wanted, boolean lenient) {

    static final LineOptions NONE = new LineOptions(false, Wanted.NUMBERS, false);
}
