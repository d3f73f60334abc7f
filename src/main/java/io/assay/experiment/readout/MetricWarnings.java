package io.assay.experiment.readout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a metric's answer lacks, and why; arms with the same lack share a line. */
final class MetricWarnings {

    private final ReadoutInput input;
    private final Map<String, List<String>> armsByText = new LinkedHashMap<>();

    MetricWarnings(ReadoutInput input) {
        this.input = input;
    }

    /** Adds nothing where there is no reason. */
    void add(String arm, String what, @Nullable String reason) {
        if (reason != null) {
            List<String> arms = armsByText.computeIfAbsent(what + ": " + reason + ".", text -> new ArrayList<>());
            if (!arms.contains(arm)) {
                arms.add(arm);
            }
        }
    }

    void add(String arm, InferenceKind kind, String field, @Nullable String reason) {
        if (reason != null) {
            add(arm, name(kind) + " " + field + " is null", reason);
        }
    }

    /** Where the family's verdict and an interval differ, which methods that are not each other's inverse may. */
    void addDisagreement(
            String arm,
            InferenceKind kind,
            @Nullable Boolean significant,
            @Nullable Effect absolute,
            @Nullable Effect relative) {
        if (significant == null) {
            return;
        }
        String found = significant ? "holds 0 though the test rejects" : "leaves 0 out though the test does not reject";
        if (absolute != null && significant == absolute.containsZero()) {
            add(
                    arm,
                    name(kind) + " is borderline",
                    "the interval of the absolute effect, by another method than the test, " + found
                            + "; take it as not decided");
        } else if (relative != null && significant == relative.containsZero()) {
            add(
                    arm,
                    name(kind) + " relative",
                    "its interval, which allows for the noise of the mean compared with as well, " + found
                            + "; the test decides");
        }
    }

    private static String name(InferenceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    List<String> all() {
        List<String> all = new ArrayList<>(armsByText.size());
        armsByText.forEach((text, arms) -> all.add(
                (arms.size() == input.arms().size() - 1 && arms.size() > 1 ? "every arm" : String.join(", ", arms))
                        + ": " + text));
        return all;
    }
}
