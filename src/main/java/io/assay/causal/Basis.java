package io.assay.causal;

import io.assay.statistics.regression.Covariance;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What standard errors, p-values and intervals rest on.
 *
 * @param preset whose conventions, by name
 * @param estimator of the covariance, such as HC3 or CRV1
 * @param factor what the sandwich was multiplied by for the sample's size
 * @param parameters K as that factor counts it
 * @param clusters G, of several ways the fewest; null where errors are not clustered
 * @param distribution normal or t
 * @param degreesOfFreedom of t; null for the normal distribution
 * @param notes what else there is to know
 */
@Schema(name = "CausalBasis")
public record Basis(
        String preset,
        String estimator,
        double factor,
        int parameters,
        @Nullable Integer clusters,
        String distribution,
        @Nullable Double degreesOfFreedom,
        List<String> notes) {

    /** As an estimate of a covariance has it. */
    public static Basis of(String preset, Covariance covariance) {
        Covariance.Basis basis = covariance.basis();
        return new Basis(
                preset,
                basis.estimator(),
                basis.factor(),
                basis.parameters(),
                basis.clusters(),
                basis.distribution().name().toLowerCase(Locale.ROOT),
                basis.degreesOfFreedom(),
                basis.notes());
    }
}
