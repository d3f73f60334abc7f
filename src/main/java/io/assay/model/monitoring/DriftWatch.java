package io.assay.model.monitoring;

import io.assay.model.registry.Assigned;
import io.assay.model.registry.ModelRegistry;
import io.assay.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the versions that aliases point to every {@code assay.monitoring.watch}, so that metrics tell of drift without
 * making anybody wait: {@code assay.model.drift} and {@code assay.model.verdict}, of the newest predictions of the last week.
 */
@Component
class DriftWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);

    private static final int ROWS = 10_000;
    private static final long WEEK_SECONDS = 7 * 24 * 3_600L;

    private final MonitoringSettings settings;
    private final ModelRegistry models;
    private final DriftReader reader;
    private final MultiGauge drift;
    private final MultiGauge verdict;

    DriftWatch(MonitoringSettings settings, ModelRegistry models, DriftReader reader, MeterRegistry registry) {
        this.settings = settings;
        this.models = models;
        this.reader = reader;
        this.drift = MultiGauge.builder("assay.model.drift")
                .description(
                        "How far what a version is asked has moved: the excess of the stability index by weight, and of its scores")
                .register(registry);
        this.verdict = MultiGauge.builder("assay.model.verdict")
                .description("What drift says of a version: 0 stable, 1 watch, 2 retrain")
                .register(registry);
    }

    private record Version(String model, int version) implements Comparable<Version> {

        @Override
        public int compareTo(Version other) {
            int byModel = model.compareTo(other.model);
            return byModel == 0 ? Integer.compare(version, other.version) : byModel;
        }

        Tags tags() {
            return Tags.of("model", model, "version", Integer.toString(version));
        }
    }

    @Scheduled(initialDelayString = "${assay.monitoring.watch}", fixedDelayString = "${assay.monitoring.watch}")
    void look() {
        if (!settings.keeps()) {
            return;
        }
        try {
            Set<Version> versions =
                    models.assigned().stream().map(DriftWatch::version).collect(Collectors.toCollection(TreeSet::new));
            List<MultiGauge.Row<?>> drifts = new ArrayList<>();
            List<MultiGauge.Row<?>> verdicts = new ArrayList<>();
            for (Version version : versions) {
                look(version, drifts, verdicts);
            }
            drift.register(drifts, true);
            verdict.register(verdicts, true);
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Drift is looked for later", away);
        }
    }

    private static Version version(Assigned assigned) {
        return new Version(assigned.name(), assigned.version().version());
    }

    private void look(Version version, List<MultiGauge.Row<?>> drifts, List<MultiGauge.Row<?>> verdicts) {
        try {
            Instant now = Instant.now();
            DriftReading reading = reader.read(
                            version.model(),
                            version.version(),
                            now.minusSeconds(WEEK_SECONDS),
                            MonitoringController.NEVER,
                            ROWS)
                    .drift();
            if (reading == null) {
                return;
            }
            drifts.add(MultiGauge.Row.of(version.tags().and("of", "columns"), reading.weightedExcess()));
            reading.scores().stream()
                    .mapToDouble(score -> Math.max(0, score.psi().excess()))
                    .max()
                    .ifPresent(
                            most -> drifts.add(MultiGauge.Row.of(version.tags().and("of", "score"), most)));
            Verdict says = reading.verdict();
            if (says != null) {
                verdicts.add(MultiGauge.Row.of(version.tags(), level(says)));
            }
        } catch (ProblemException gone) {
            LOG.debug("{}:{} is not watched: {}", version.model(), version.version(), gone.detail());
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException unreadable) {
            // What is kept of one version keeps nobody from watching the others.
            LOG.error("{}:{} cannot be watched", version.model(), version.version(), unreadable);
        }
    }

    /** How grave it is, as the gauge says it. */
    private static int level(Verdict verdict) {
        return switch (verdict) {
            case STABLE -> 0;
            case WATCH -> 1;
            case RETRAIN -> 2;
        };
    }
}
