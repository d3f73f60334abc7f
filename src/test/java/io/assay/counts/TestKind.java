package io.assay.counts;

import java.util.Locale;
import java.util.Set;

/** A kind of test is its JUnit tag; a test without one is a unit test. */
enum TestKind {
    UNIT,
    HTTP,
    ATTACK,
    CONFORMANCE,
    EMBEDDED,
    CONTAINER,
    IMAGE,
    PROCESS,
    CRASH,
    MATRIX,
    CHART,
    MLFLOW,
    INFERENCE,
    SIMULATION;

    /** A test that goes through HTTP to show something more particular counts as that. */
    static TestKind of(Set<String> tags) {
        TestKind found = UNIT;
        for (TestKind kind : values()) {
            if (tags.contains(kind.tag()) && (found == UNIT || found == HTTP)) {
                found = kind;
            }
        }
        return found;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
