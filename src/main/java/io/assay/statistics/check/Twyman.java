package io.assay.statistics.check;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.InvalidInputException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Twyman's law: any figure that looks interesting is usually wrong.
 *
 * <p>Source: Kohavi, Tang and Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 3.
 */
public final class Twyman {

    private static final String ID = "twyman";

    private Twyman() {}

    /**
     * Warns about a lift that is larger than any that is plausible.
     *
     * @param lift the relative effect, null where it does not exist
     * @param plausibleLift the largest lift that changes like this one have had, above 0; null where nobody said
     * @throws InvalidInputException for {@code plausible_lift} not above 0
     */
    public static Check check(@Nullable Double lift, @Nullable Double plausibleLift) {
        if (plausibleLift == null) {
            return new Check(ID, Status.UNKNOWN, "no plausible lift was given", "Send plausible_lift.");
        }
        if (!(plausibleLift > 0)) {
            throw new InvalidInputException("plausible_lift", "must be above 0");
        }
        if (lift == null) {
            return new Check(ID, Status.UNKNOWN, "there is no lift to compare", null);
        }
        String evidence = String.format(
                Locale.ROOT, "a lift of %.3g %% where up to %.3g %% is plausible", 100 * lift, 100 * plausibleLift);
        return Math.abs(lift) <= plausibleLift
                ? new Check(ID, Status.PASS, evidence, null)
                : new Check(
                        ID,
                        Status.WARN,
                        evidence,
                        "Look for a fault in logging or assignment before you believe it, and repeat the experiment.");
    }
}
