package io.assay.statistics.matching;

import io.assay.statistics.distribution.Normal;

/** What the probit model needs of the normal distribution. */
final class Probit {

    private Probit() {}

    /** φ(η)/Φ(η), the slope of ln Φ, which keeps its digits where both underflow. */
    static double hazard(double eta) {
        return Math.exp(-eta * eta / 2 - 0.91893853320467274178 - Normal.logSurvival(-eta));
    }
}
