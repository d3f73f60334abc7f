package io.assay.causal.regression;

import io.assay.causal.ClusterCount;
import io.assay.causal.Refused;
import io.assay.causal.SummaryTable;
import io.assay.causal.regression.RegressionAnswer.WildAnswer;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.LoneClusters;
import io.assay.statistics.regression.WildBootstrap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wild bootstrap that a request asks for. */
final class Wild {

    private Wild() {}

    /** Its answer; null where it was not asked for. */
    static @Nullable WildAnswer of(Fitted fitted) {
        RegressionRequest request = fitted.request();
        RegressionRequest.Wild wild = request.wild();
        if (wild == null) {
            return null;
        }
        Fitted nested = new Fitted(request, fitted.data(), true);
        int place = nested.fit().indexOf(wild.coefficient());
        if (place < 0) {
            throw Refused.at(
                    "/wild/coefficient",
                    "must be one of " + String.join(", ", nested.fit().names().subList(0, nested.shown())));
        }
        Clusters clusters = nested.clusters(0);
        String reason = obstacle(nested.fit(), clusters, place);
        WildBootstrap.Result result = reason != null
                ? null
                : new WildBootstrap(nested.fit(), clusters, place, wild.kind())
                        .run(wild.count(), wild.start(), wild.hypothesis(), request.level());
        return new WildAnswer(
                wild.coefficient(),
                wild.hypothesis(),
                wild.kind().name().toLowerCase(Locale.ROOT),
                result == null ? null : result.statistic(),
                result == null ? null : result.pValue(),
                result == null ? null : result.lower(),
                result == null ? null : result.upper(),
                result == null ? 0 : result.draws(),
                result != null && result.enumerated(),
                wild.start(),
                reason);
    }

    /** Signs of few clusters are few, and those of clusters in which a coefficient does not show tell nothing of it. */
    private static @Nullable String obstacle(LeastSquares fit, Clusters clusters, int place) {
        String tooFew = ClusterCount.obstacle(clusters.count());
        return tooFew != null || !LoneClusters.of(fit, clusters)[place]
                ? tooFew
                : ClusterCount.alone(fit.names().get(place), clusters.name());
    }

    /** As a line of the summary. */
    static String line(WildAnswer wild) {
        String what = "Wild bootstrap of %s = %s: ".formatted(wild.coefficient(), SummaryTable.figure(wild.value()));
        return wild.reason() != null
                ? what + "none, " + wild.reason()
                : what
                        + String.format(
                                Locale.ROOT,
                                "p %s, interval [%s, %s], %,d %ssign vectors",
                                SummaryTable.p(wild.pValue()),
                                SummaryTable.figure(wild.lower()),
                                SummaryTable.figure(wild.upper()),
                                wild.draws(),
                                wild.enumerated() ? "(all) " : "");
    }
}
