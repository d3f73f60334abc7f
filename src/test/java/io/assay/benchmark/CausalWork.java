package io.assay.benchmark;

import io.assay.statistics.regression.Clusters;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is measured of causal inference. */
enum CausalWork {
    HC3("regression with HC3 errors, 10^7 rows x 5", 10_000_000, 400.0, 1e-9),
    CLUSTERED("regression, 4 10^6 rows x 2 in 10^6 clusters", 4_000_000, null, 1e-9),
    TWO_WAY("two-way fixed effects, 10^5 units x 10 periods, clustered by unit", 1_000_000, null, 1e-8),
    TWO_WAY_UNBALANCED(
            "two-way fixed effects, 10^6 rows, 10^5 units, 1000 places, clustered by unit", 1_000_000, null, 1e-7),
    /** Of 99,999 draws a p-value has two digits. */
    WILD("wild cluster bootstrap, 99,999 draws, 50 clusters, 5000 rows x 3, with interval", 5_000, 50.0, 0.05),
    STAGGERED("Callaway-Sant'Anna with bands, 20,000 units x 10 periods", 20_000, 20.0, 1e-8),
    MATCHING("propensity score and matching within a caliper, 10^6 x 5, no partner twice", 1_000_000, 1000.0, 1e-6),
    MATCHING_AGAIN("the same, partners again and again", 1_000_000, null, 1e-5),
    DOUBLY_ROBUST("propensity score and regressions, doubly robust with its error, 10^6 x 5", 1_000_000, null, 1e-6);

    private final String label;
    private final int rows;
    private final @Nullable Double target;
    private final double tolerance;

    CausalWork(String label, int rows, @Nullable Double target, double tolerance) {
        this.label = label;
        this.rows = rows;
        this.target = target;
        this.tolerance = tolerance;
    }

    String label() {
        return label;
    }

    /** Rows, of panels units. */
    int rows() {
        return rows;
    }

    /** Milliseconds; null where none was set. */
    @Nullable
    Double target() {
        return target;
    }

    /** By how much of itself a figure may differ from a peer's. */
    double tolerance() {
        return tolerance;
    }

    /** Makes the input of so many rows; what is answered does the work on it. */
    Supplier<CausalFigures> prepare(int count) {
        return switch (this) {
            case HC3 -> {
                RegressionInputs inputs = RegressionInputs.of(count, 5);
                yield inputs::hc3;
            }
            case CLUSTERED -> {
                RegressionInputs inputs = RegressionInputs.of(count, 2);
                Clusters clusters = inputs.manyClusters();
                yield () -> inputs.clustered(clusters);
            }
            case TWO_WAY -> {
                RegressionInputs inputs = RegressionInputs.of(count, 2);
                Clusters units = inputs.units();
                Clusters periods = inputs.periods();
                yield () -> inputs.within(units, periods);
            }
            case TWO_WAY_UNBALANCED -> {
                RegressionInputs inputs = RegressionInputs.of(count, 2);
                Clusters units = inputs.units();
                Clusters places = inputs.places();
                yield () -> inputs.within(units, places);
            }
            case WILD -> {
                RegressionInputs inputs = RegressionInputs.of(count, 3);
                yield inputs::wild;
            }
            case STAGGERED -> {
                PanelInputs inputs = PanelInputs.of(count);
                yield inputs::effects;
            }
            case MATCHING -> {
                UnitsInputs inputs = UnitsInputs.of(count);
                yield () -> inputs.matched(false);
            }
            case MATCHING_AGAIN -> {
                UnitsInputs inputs = UnitsInputs.of(count);
                yield () -> inputs.matched(true);
            }
            case DOUBLY_ROBUST -> {
                UnitsInputs inputs = UnitsInputs.of(count);
                yield inputs::doublyRobust;
            }
        };
    }
}
