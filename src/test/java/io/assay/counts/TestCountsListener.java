package io.assay.counts;

import io.assay.counts.TestCounts.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests of a process and leaves the counts in the folder that the system property {@code assay.test.counts}
 * names. An aborted test, one whose assumption did not hold, counts as skipped; a class or method that was skipped,
 * aborted or failed before its tests were known counts as one.
 */
public final class TestCountsListener implements TestExecutionListener {

    private final @Nullable Path folder;
    private final Set<TestIdentifier> counted = new HashSet<>();
    private TestCounts counts = new TestCounts();
    private @Nullable TestPlan plan;

    /** For JUnit's service loader. */
    public TestCountsListener() {
        this(Optional.ofNullable(System.getProperty("assay.test.counts"))
                .map(Path::of)
                .orElse(null));
    }

    TestCountsListener(@Nullable Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        counts = new TestCounts();
        counted.clear();
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier identifier, String reason) {
        countAll(identifier, Outcome.SKIPPED);
        counts.explain(TestKind.of(tags(identifier)), reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (identifier.isTest()) {
                    count(identifier, Outcome.PASSED);
                }
            }
            case FAILED -> countAll(identifier, Outcome.FAILED);
            case ABORTED -> {
                countAll(identifier, Outcome.SKIPPED);
                result.getThrowable()
                        .map(Throwable::getMessage)
                        .ifPresent(reason -> counts.explain(TestKind.of(tags(identifier)), reason));
            }
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (folder == null) {
            return;
        }
        try {
            counts.write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the tests of a class that could not run them, or the class itself when none are known. */
    private void countAll(TestIdentifier identifier, Outcome outcome) {
        Set<TestIdentifier> tests = new HashSet<>();
        if (plan != null) {
            tests.addAll(plan.getDescendants(identifier));
            tests.removeIf(descendant -> !descendant.isTest());
        }
        if (tests.isEmpty()) {
            tests.add(identifier);
        }
        tests.forEach(test -> count(test, outcome));
    }

    private void count(TestIdentifier test, Outcome outcome) {
        if (counted.add(test)) {
            counts.add(TestKind.of(tags(test)), outcome, 1);
        }
    }

    /** Its own and those of what it is in: generated tests have none of their own. */
    private Set<String> tags(TestIdentifier test) {
        Set<String> tags = new HashSet<>();
        Optional<TestIdentifier> next = Optional.of(test);
        while (next.isPresent()) {
            for (TestTag tag : next.get().getTags()) {
                tags.add(tag.getName());
            }
            next = plan == null ? Optional.empty() : plan.getParent(next.get());
        }
        return tags;
    }
}
