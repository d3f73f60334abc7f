package io.assay.experiment.design;

import io.assay.statistics.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large and how long: of a design what the registry keeps, without curves, which take most of its time.
 *
 * @param sampleSize null where no number of units will do
 * @param power that these units have; null where there are none
 * @param duration null where no units a day are given
 * @param interpretation in words
 * @param warnings what speaks against it
 */
public record DesignSize(
        DesignAnswer.@Nullable SampleSize sampleSize,
        @Nullable Double power,
        DesignAnswer.@Nullable Duration duration,
        String interpretation,
        List<String> warnings) {

    /**
     * The size of a design that has been found valid.
     *
     * @throws InvalidInputException where the figures lead to none
     */
    public static DesignSize of(DesignRequest request) {
        DesignSolution solution = DesignSolution.of(request);
        List<Long> perArm = solution.perArm();
        Double total = solution.total();
        Double exact = solution.exactTotal();
        DesignAnswer.Duration duration = DesignAnswer.duration(solution);
        Double found = total == null ? null : DesignSolution.minimumDetectable(solution.model(), total);
        DesignWords words = new DesignWords(solution, duration, DesignPlanAnswer.of(solution));
        return new DesignSize(
                perArm == null || total == null || exact == null
                        ? null
                        : new DesignAnswer.SampleSize(total.longValue(), perArm, exact),
                solution.power(),
                duration,
                words.interpretation(),
                words.warnings(found, false));
    }
}
