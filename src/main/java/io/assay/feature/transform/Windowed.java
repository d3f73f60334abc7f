package io.assay.feature.transform;

import io.assay.data.Table;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A step that gives a row only what earlier rows of its entity say: of those strictly before its time less the horizon.
 * It learns nothing, so what is fitted is the step itself.
 */
public interface Windowed extends Transformer, Fitted {

    /** How long after a row what is to be predicted becomes known, such as {@code P7D} or {@code PT12H}; null: at once. */
    @Nullable
    String horizon();

    @Override
    default Fitting fit(Table in, Training training) {
        if (training.timeline() == null) {
            throw Past.timeless();
        }
        return Fitting.of(this, in, training);
    }

    /** A time span of at least a microsecond; null where the text is none. */
    static @Nullable Duration span(String text) {
        try {
            Duration span = Duration.parse(text);
            // Beyond this the microseconds would not fit a long, and nothing was recorded then.
            boolean usable = span.compareTo(Duration.ofNanos(1_000)) >= 0 && span.toDays() <= 1_000_000;
            return usable ? span : null;
        } catch (DateTimeParseException | ArithmeticException notASpan) {
            return null;
        }
    }
}
