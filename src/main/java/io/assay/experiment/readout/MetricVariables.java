package io.assay.experiment.readout;

import io.assay.statistics.moments.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables of a metric by name: its own first, then its covariates.
 *
 * @param covariates single variables
 * @param ratios covariates that are ratios of two
 */
record MetricVariables(List<String> covariates, List<RatioCovariateRequest> ratios) {

    static final String VALUE = "value";
    static final String NUMERATOR = "numerator";
    static final String DENOMINATOR = "denominator";

    /** Names that no covariate may have. */
    static final List<String> OWN = List.of(VALUE, NUMERATOR, DENOMINATOR);

    /** Number of covariates. */
    int size() {
        return covariates.size() + ratios.size();
    }

    /** In the order in which the moments of the metric have them, a name once. */
    List<String> names(boolean ratio) {
        Set<String> names = new LinkedHashSet<>(ratio ? List.of(NUMERATOR, DENOMINATOR) : List.of(VALUE));
        names.addAll(covariates);
        for (RatioCovariateRequest covariate : ratios) {
            names.add(covariate.numerator());
            names.add(covariate.denominator());
        }
        return List.copyOf(names);
    }

    /** The covariates in terms of {@link #names}. */
    List<Quantity> quantities(boolean ratio) {
        List<String> names = names(ratio);
        List<Quantity> quantities = new ArrayList<>();
        for (String covariate : covariates) {
            quantities.add(new Quantity.MeanOf(names.indexOf(covariate)));
        }
        for (RatioCovariateRequest covariate : ratios) {
            quantities.add(
                    new Quantity.RatioOf(names.indexOf(covariate.numerator()), names.indexOf(covariate.denominator())));
        }
        return quantities;
    }
}
