package io.assay.causal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points ready to be drawn.
 *
 * @param name what it is
 * @param x where each is: numbers, or names of what is compared
 * @param y its value; null where there is none
 * @param lower its interval's lower limit; null where nothing has one
 * @param upper its interval's upper limit
 */
@Schema(name = "CausalSeries")
public record Series(
        String name,
        @Schema(example = "[2003, 2004]") List<Object> x,
        List<@Nullable Double> y,
        @Nullable List<@Nullable Double> lower,
        @Nullable List<@Nullable Double> upper) {

    public Series {
        x = List.copyOf(x);
        y = Collections.unmodifiableList(new ArrayList<>(y));
        lower = lower == null ? null : Collections.unmodifiableList(new ArrayList<>(lower));
        upper = upper == null ? null : Collections.unmodifiableList(new ArrayList<>(upper));
    }
}
