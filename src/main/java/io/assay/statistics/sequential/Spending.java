package io.assay.statistics.sequential;

import io.assay.statistics.distribution.Normal;

/**
 * How much of an error rate may have been spent once a fraction t of the planned information has come in: a function that
 * rises from 0 at t = 0 to the whole rate at t = 1 and stays there.
 *
 * <p>Source: Lan and DeMets, "Discrete sequential boundaries for clinical trials", Biometrika 70 (1983); Jennison and
 * Turnbull, "Group Sequential Methods" (2000), section 7.2.
 */
public sealed interface Spending {

    /**
     * The error spent by t.
     *
     * @param t information fraction, above 0
     * @param rate what there is to spend on one side, in (0, 1)
     */
    double spent(double t, double rate);

    /** O'Brien-Fleming type: 2(1 - Φ(z/√t)) with z the upper quantile of rate/2. Almost nothing early. */
    record OBrienFleming() implements Spending {
        @Override
        public double spent(double t, double rate) {
            return t >= 1 ? rate : 2 * Normal.survival(Normal.upperQuantile(rate / 2) / Math.sqrt(t));
        }
    }

    /** Pocock type: rate ln(1 + (e - 1)t). Early looks get as much as late ones. */
    record Pocock() implements Spending {
        @Override
        public double spent(double t, double rate) {
            return t >= 1 ? rate : rate * Math.log1p((Math.E - 1) * t);
        }
    }

    /**
     * Power family (Kim and DeMets 1987): rate t^φ.
     *
     * @param phi above 0; 1 spends evenly, 3 is close to O'Brien-Fleming
     */
    record Power(double phi) implements Spending {
        public Power {
            Require.positive("phi", phi);
        }

        @Override
        public double spent(double t, double rate) {
            return t >= 1 ? rate : rate * Math.pow(t, phi);
        }
    }
}
