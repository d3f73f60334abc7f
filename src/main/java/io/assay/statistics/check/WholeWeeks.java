package io.assay.statistics.check;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.InvalidInputException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an experiment ran for whole weeks and at least two, so that every weekday counts alike.
 *
 * <p>Source: Kohavi, Tang and Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 2.
 */
public final class WholeWeeks {

    private static final String ID = "whole_weeks";

    private static final int WEEK = 7;

    private static final int FEWEST_DAYS = 2 * WEEK;

    private WholeWeeks() {}

    /**
     * Warns about a period that is shorter than two weeks or no multiple of one.
     *
     * @param start the first day, null where it is not known
     * @param end the day after the last, null where it is not known
     * @throws InvalidInputException for {@code period/end} that is not after the start
     */
    public static Check check(@Nullable LocalDate start, @Nullable LocalDate end) {
        if (start == null || end == null) {
            return new Check(ID, Status.UNKNOWN, "the period was not given", "Send its start and end.");
        }
        long days = end.toEpochDay() - start.toEpochDay();
        if (days < 1) {
            throw new InvalidInputException("period/end", "must be after start: it is the day after the last");
        }
        String evidence =
                "%d %s, %d of them beyond whole weeks".formatted(days, days == 1 ? "day" : "days", days % WEEK);
        return days % WEEK == 0 && days >= FEWEST_DAYS
                ? new Check(ID, Status.PASS, evidence, null)
                : new Check(
                        ID,
                        Status.WARN,
                        evidence,
                        "Run for whole weeks and at least two: weekdays differ, and so does the first week.");
    }
}
