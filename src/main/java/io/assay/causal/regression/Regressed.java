package io.assay.causal.regression;

import io.assay.causal.Dropped;
import io.assay.causal.regression.RegressionAnswer.Way;
import io.assay.statistics.regression.FittedRegression;
import java.util.List;

/** A request's regression, fitted, whether its rows are in memory or passed by. */
sealed interface Regressed permits Fitted, Streamed {

    RegressionRequest request();

    FittedRegression fit();

    /** What was absorbed. */
    List<Way> ways();

    /** How many coefficients are of the request's own columns; they come first. */
    int shown();

    Dropped dropped();
}
