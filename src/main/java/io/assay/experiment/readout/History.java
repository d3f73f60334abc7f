package io.assay.experiment.readout;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an experiment beside its plan and today's data.
 *
 * @param crossed at looks before now; what was withdrawn is not among them
 * @param whyNotNow why this look spends nothing of alpha and so cannot cross a boundary that was not crossed before, as a
 *     part of a sentence ("no unit came since look 3"); null where it can
 * @param stopped whether the experiment will not go on. Unlike {@link Plan#lastLook()} it releases no alpha: that somebody
 *     stopped after seeing results is no reason to spend now what was kept for the planned end
 * @param readoutsBefore how often the units of the arms were read before, blinded readouts included: those are no looks
 *     at effects, but each is one at the sample ratio
 * @param whyInvalid why nothing of this experiment can be believed although today's sample ratio does not fail, as a part
 *     of a sentence ("the sample ratio failed at readout 2, and no correction says why"); null where nothing is known
 */
public record History(
        List<Crossing> crossed,
        @Nullable String whyNotNow,
        boolean stopped,
        int readoutsBefore,
        @Nullable String whyInvalid) {

    /** Of an experiment that nobody looked at before, or of which no more is known than its plan says. */
    public static final History NONE = new History(List.of(), null, false, 0, null);

    public History {
        crossed = List.copyOf(crossed);
    }

    /** Where every readout before now was a look. */
    public History(List<Crossing> crossed, @Nullable String whyNotNow, boolean stopped) {
        this(crossed, whyNotNow, stopped, 0);
    }

    /** Where nothing speaks against believing the figures but what the data say today. */
    public History(List<Crossing> crossed, @Nullable String whyNotNow, boolean stopped, int readoutsBefore) {
        this(crossed, whyNotNow, stopped, readoutsBefore, null);
    }

    /** The first look at which the boundary was crossed in this direction; null where it was not. */
    @Nullable
    Integer firstLook(String metric, String arm, boolean better) {
        return crossed.stream()
                .filter(one -> one.better() == better
                        && one.metric().equals(metric)
                        && one.arm().equals(arm))
                .min(Comparator.comparingInt(Crossing::look))
                .map(Crossing::look)
                .orElse(null);
    }
}
