package io.assay.experiment.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assay.experiment.readout.Crossing;
import io.assay.experiment.readout.Decision;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.Readout;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An entry of the ledger: somebody saw results. */
record Look(
        @Schema(description = "Counted from 1, in the order in which results were seen")
        int number,

        @Schema(description = "The readout that showed them first")
        int readout,

        Instant at,
        String by,

        @Schema(description = "Units of all arms together") long n,

        @Schema(description = "In the order of the arms") List<Long> perArm,

        @Schema(description = "n over planned_total_n") double informationFraction,

        @Schema(description = "Whether more units had come than at any look before")
        boolean informationGrew,

        @Schema(description = "Of group_sequential: alpha spent up to and with this look; null for other plans")
        @Nullable
        Double alphaSpent,

        @Schema(
                description =
                        "Whether it was the first and only look of an experiment that had been stopped, so that all of alpha "
                                + "was its")
        boolean onlyLook,

        @Schema(description = "What it said under the frozen plan; left out where results are not shown")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Verdict verdict,

        @Schema(description = "The same under the amended plan; left out where there was none")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Verdict amended,

        @Schema(description = "Where it corrects looks before it") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        LookCorrection correction,

        @Schema(description = "Fingerprint of the units and of the registered metrics' figures")
        String statisticsSha256) {

    /** What a look said. */
    @Schema(name = "LookVerdict")
    record Verdict(
            @Schema(description = "The inference that could be acted on")
            InferenceKind actedOn,

            @Schema(description = "False where the sample ratio failed, so that nothing could be decided")
            boolean valid,

            @Schema(description = "Boundaries that were crossed")
            List<Crossing> crossed) {

        static Verdict of(Readout readout, int look) {
            return new Verdict(
                    readout.actedOn(),
                    readout.decision().decision() != Decision.Verdict.INVALID,
                    readout.crossings(look));
        }

        /** Of a plan that says the same of some metrics only. */
        Verdict only(Predicate<String> metric) {
            return new Verdict(
                    actedOn,
                    valid,
                    crossed.stream().filter(one -> metric.test(one.metric())).toList());
        }
    }

    /** What it said under the frozen plan; every entry of the ledger has that. */
    Verdict judged() {
        return Objects.requireNonNull(verdict, "a ledger has results");
    }

    /** This one without its results. */
    Look hidden() {
        return new Look(
                number,
                readout,
                at,
                by,
                n,
                perArm,
                informationFraction,
                informationGrew,
                alphaSpent,
                onlyLook,
                null,
                null,
                correction,
                statisticsSha256);
    }

    /** The first look that this one withdraws; itself where it corrects nothing. */
    int withdrawsFrom() {
        if (correction == null) {
            return number;
        }
        Integer since = correction.sinceLook();
        return since == null ? number - 1 : Math.min(since, number - 1);
    }
}
