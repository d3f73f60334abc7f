package io.assay.statistics;

import org.jspecify.annotations.Nullable;

/**
 * One line of the checklist that a senior data scientist would have gone through, executed.
 *
 * @param id stable name of the check, in lower_snake_case
 * @param status what it found; unknown where the input does not carry what the check needs
 * @param evidence the figures behind the status, in words
 * @param advice what to do about it, null where there is nothing to do
 */
public record Check(
        String id, Status status, String evidence, @Nullable String advice) {

    /** What a check found. */
    public enum Status {
        PASS,
        WARN,
        FAIL,
        UNKNOWN
    }
}
