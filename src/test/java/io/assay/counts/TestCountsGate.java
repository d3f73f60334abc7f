package io.assay.counts;

import io.assay.counts.TestCounts.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last word of a build: prints how many tests of each kind ran, and fails when a kind that must run had none, or
 * one that failed or was skipped.
 */
final class TestCountsGate {

    private final TestCounts counts;
    private final Set<TestKind> required;

    TestCountsGate(TestCounts counts, Set<TestKind> required) {
        this.counts = counts;
        this.required = required;
    }

    /** Takes the folder of the counts and the kinds that must run, separated by commas. */
    public static void main(String[] arguments) throws IOException {
        TestCountsGate gate = new TestCountsGate(TestCounts.readAll(Path.of(arguments[0])), kinds(arguments[1]));
        List<String> complaints = gate.complaints();
        complaints.forEach(System.err::println);
        gate.notes().forEach(System.out::println);
        System.out.println(gate.summary());
        if (!complaints.isEmpty()) {
            System.exit(1);
        }
    }

    static Set<TestKind> kinds(String names) {
        Set<TestKind> kinds = EnumSet.noneOf(TestKind.class);
        for (String name : names.split(",", -1)) {
            if (name.isBlank()) {
                continue;
            }
            kinds.add(TestKind.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        }
        return kinds;
    }

    String summary() {
        Set<TestKind> shown = EnumSet.copyOf(required);
        for (TestKind kind : TestKind.values()) {
            if (counts.executed(kind) + counts.of(kind, Outcome.SKIPPED) > 0) {
                shown.add(kind);
            }
        }
        return shown.stream()
                .map(kind -> kind.tag() + " " + counts.executed(kind))
                .collect(Collectors.joining(", ", "tests run: ", ""));
    }

    /** Which kinds that need not run did not run, and why. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (TestKind kind : TestKind.values()) {
            if (!required.contains(kind) && counts.executed(kind) == 0) {
                counts.reason(kind).ifPresent(reason -> notes.add("no " + kind.tag() + " test ran: " + reason));
            }
        }
        return notes;
    }

    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (TestKind kind : required) {
            if (counts.executed(kind) == 0) {
                complaints.add("no " + kind.tag() + " test ran");
            }
            complain(complaints, kind, Outcome.FAILED);
            complain(complaints, kind, Outcome.SKIPPED);
        }
        return complaints;
    }

    private void complain(List<String> complaints, TestKind kind, Outcome outcome) {
        int tests = counts.of(kind, outcome);
        if (tests > 0) {
            complaints.add(
                    tests + " " + kind.tag() + " test(s) " + outcome.name().toLowerCase(Locale.ROOT));
        }
    }
}
