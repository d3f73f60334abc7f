package io.assay.experiment.readout;

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
 */
public record History(List<Crossing> crossed, @Nullable String whyNotNow, boolean stopped) {

    /** Of an experiment that nobody looked at before, or of which no more is known than its plan says. */
    public static final History NONE = new History(List.of(), null, false);

    public History {
        crossed = List.copyOf(crossed);
    }
}
