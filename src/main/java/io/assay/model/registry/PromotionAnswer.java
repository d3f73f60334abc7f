package io.assay.model.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.model.evaluation.Rivals;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked to become champion, what came of it, and why. */
@Schema(name = "ModelPromotion")
record PromotionAnswer(
        @Schema(description = "Its place in the history of all models")
        long id,

        String name,

        @Schema(description = "The version that was to become champion, or in a rollback became it again")
        int version,

        @Schema(
                description =
                        "granted; overridden: it became champion in spite of the evidence; refused; rolled_back: it is "
                                + "champion again")
        Outcome outcome,

        @Schema(description = "The champion until then, and still where it was refused; null where there was none")
        @Nullable
        Integer championBefore,

        @Schema(description = "What follows of the checks, in words; null of a rollback") @Nullable
        String verdict,

        @Schema(description = "The reason that was given for an override or a rollback; null without one") @Nullable
        String reason,

        @Schema(description = "The evidence; none of a rollback")
        List<Check> checks,

        @Schema(description = "What was asked of it; null of a rollback") @Nullable
        PromotionPolicy policy,

        @Schema(description = "The rows on which it was held against the champion; null where it was not") @Nullable
        JudgedRows rows,

        @Schema(description = "How it stood against the champion on them; null where they were not compared") @Nullable
        Against against,

        @Schema(description = "SHA-256 of the version's model")
        String modelSha256,

        Instant at,

        String by) {

    /** What came of it. */
    @Schema(name = "PromotionOutcome")
    enum Outcome {
        GRANTED,
        OVERRIDDEN,
        REFUSED,
        ROLLED_BACK;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Two versions on the same rows. */
    @Schema(name = "PromotionComparison")
    record Against(
            @Schema(description = "The metric by which models of this task are compared")
            String metric,

            @Schema(description = "first is the candidate, second the champion")
            ComparedMetric compared,

            @Schema(description = "All metrics of the candidate; null where undefined")
            Map<String, @Nullable Double> candidate,

            @Schema(description = "All metrics of the champion; null where undefined")
            Map<String, @Nullable Double> champion) {

        static Against of(Rivals.Compared compared) {
            return new Against(compared.metric(), compared.compared(), compared.first(), compared.second());
        }
    }

    PromotionAnswer withId(long known) {
        return new PromotionAnswer(
                known,
                name,
                version,
                outcome,
                championBefore,
                verdict,
                reason,
                checks,
                policy,
                rows,
                against,
                modelSha256,
                at,
                by);
    }
}
