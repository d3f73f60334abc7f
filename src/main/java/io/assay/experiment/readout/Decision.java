package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What to do with an arm.
 *
 * @param decision what to do
 * @param rule the first that matched
 * @param sentence in words
 */
@Schema(name = "ReadoutDecision")
public record Decision(
        Verdict decision,
        @Schema(description = "The first rule that matched") Rule rule,
        @Schema(description = "In words") String sentence) {

    /** What to do. */
    public enum Verdict {
        INVALID,
        DO_NOT_SHIP,
        SHIP,
        KEEP_RUNNING,
        INCONCLUSIVE
    }

    /** Why. */
    public enum Rule {
        SAMPLE_RATIO_FAILED(Verdict.INVALID),
        /** Of the primary metric or a guardrail more units are missing in one arm than in another. */
        UNITS_MISSING_UNEQUALLY(Verdict.INVALID),
        /** The arms had different shares in different phases, and a primary metric is not post-stratified. */
        PHASES_MIXED(Verdict.INVALID),
        NO_PRIMARY_METRIC(Verdict.INCONCLUSIVE),
        GUARDRAIL_BREACHED(Verdict.DO_NOT_SHIP),
        PRIMARY_BETTER_AND_GUARDRAILS_HELD(Verdict.SHIP),
        BOUNDARY_CROSSED_EARLIER(Verdict.SHIP),
        /** It would be shipped for what an earlier look crossed, and today's estimate points the other way. */
        CROSSED_THEN_TURNED(Verdict.INCONCLUSIVE),
        PRIMARY_WORSE(Verdict.DO_NOT_SHIP),
        PLANNED_N_NOT_REACHED(Verdict.KEEP_RUNNING),
        LOOK_CANNOT_DECIDE(Verdict.INCONCLUSIVE),
        GUARDRAIL_UNRESOLVED(Verdict.INCONCLUSIVE),
        NO_CLEAR_EFFECT(Verdict.INCONCLUSIVE);

        private final Verdict verdict;

        Rule(Verdict verdict) {
            this.verdict = verdict;
        }

        public Verdict verdict() {
            return verdict;
        }
    }
}
