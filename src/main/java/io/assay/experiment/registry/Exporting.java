package io.assay.experiment.registry;

import io.assay.platform.json.CanonicalJson;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes an experiment's bundle anew from what was said of it. */
@Component
final class Exporting {

    private final Judge judge;
    private final Amending amending;
    private final CanonicalJson canonical;
    private final JsonMapper json;
    private final ExportBundle.Versions versions;

    Exporting(Judge judge, Amending amending, CanonicalJson canonical, JsonMapper json, BuildProperties build) {
        this.judge = judge;
        this.amending = amending;
        this.canonical = canonical;
        this.json = json;
        this.versions = new ExportBundle.Versions(String.valueOf(build.getVersion()));
    }

    /** The frozen plan of a definition. */
    Experiment.Frozen freeze(Experiment experiment) {
        FrozenPlan plan = FrozenPlan.of(experiment.definition(), experiment.planned());
        return new Experiment.Frozen(plan, canonical.sha256(plan));
    }

    /**
     * Does again all that a bundle tells.
     *
     * @throws ProblemException with status 422 where the registry would not have taken it
     */
    ExportBundle replay(ReplayRequest bundle) {
        Replay replay = new Replay(bundle);
        for (ReplayRequest.Told event : bundle.events()) {
            replay.step(event);
        }
        return replay.bundle();
    }

    /** An experiment as it was after each event. */
    private final class Replay {

        private final Map<Long, ReplayRequest.Amended> amended = new HashMap<>();
        private final Map<Long, ReplayRequest.Posted> posted = new HashMap<>();
        private final List<Event> events = new ArrayList<>();
        private final List<Amendment> amendments = new ArrayList<>();
        private final List<ExportBundle.Exported> readouts = new ArrayList<>();
        private final List<Judge.Mark> marks = new ArrayList<>();
        private Ledger ledger = new Ledger(List.of());
        private Experiment experiment;
        private AmendedPlan plan;
        private @Nullable Instant startedAt;

        Replay(ReplayRequest bundle) {
            bundle.amendments().forEach(amendment -> amended.put(amendment.version(), amendment));
            bundle.readouts().forEach(readout -> posted.put(readout.version(), readout));
            ExperimentDefinition definition = bundle.definition();
            this.experiment =
                    new Experiment(State.DRAFT, 0, definition, Planning.size(definition, "/definition"::concat), null);
            this.plan = experiment.unamended();
        }

        void step(ReplayRequest.Told event) {
            Integer readout = null;
            require(event, experiment.version() > 0 || event.action() == Event.Action.CREATED);
            switch (event.action()) {
                case CREATED -> {
                    require(event, experiment.version() == 0);
                    experiment = experiment.next();
                }
                case CHANGED -> move(event, State.DRAFT, State.DRAFT);
                case STARTED -> {
                    require(event, experiment.state() == State.DRAFT);
                    experiment = experiment.next(State.RUNNING, freeze(experiment));
                    startedAt = event.at();
                }
                case STOPPED -> move(event, State.RUNNING, State.STOPPED);
                case ARCHIVED -> move(event, State.STOPPED, State.ARCHIVED);
                case AMENDED -> amend(event);
                case READ_OUT -> readout = read(event);
                case READ_AGAIN, EXPORTED -> require(event, false);
            }
            events.add(new Event(experiment.version(), event.action(), readout, event.at(), event.by()));
        }

        private void move(ReplayRequest.Told event, State from, State to) {
            require(event, experiment.state() == from);
            experiment = experiment.next(to, experiment.frozen());
        }

        private void amend(ReplayRequest.Told event) {
            require(event, experiment.state() == State.RUNNING || experiment.state() == State.STOPPED);
            ReplayRequest.Amended told = Objects.requireNonNull(amended.get(event.version()));
            String at = "/amendments/" + amendments.size();
            Amending.Amended done = within(
                    at,
                    () -> amending.amend(
                            experiment,
                            plan,
                            amendments.size() + 1,
                            told.reason(),
                            told.changes(),
                            ledger.looks().size(),
                            told.at(),
                            told.by()));
            amendments.add(done.amendment());
            plan = done.plan();
            experiment = experiment.next();
        }

        private Integer read(ReplayRequest.Told event) {
            require(event, experiment.state() == State.RUNNING || experiment.state() == State.STOPPED);
            ReplayRequest.Posted told = Objects.requireNonNull(posted.get(event.version()));
            Judge.Standing standing =
                    experiment.standing(Objects.requireNonNull(startedAt), plan, amendments, ledger, marks);
            Judge.Judgement judgement = judge.judge(judge.prepare(standing, told.request()), told.at(), told.by());
            marks.add(judgement.mark());
            if (judgement.look() != null) {
                ledger = ledger.with(judgement.look());
            }
            experiment = experiment.next();
            readouts.add(new ExportBundle.Exported(
                    judgement.answer().number(),
                    experiment.version(),
                    told.at(),
                    told.by(),
                    json.writeValueAsString(told.request()),
                    json.writeValueAsString(judgement.answer())));
            return judgement.answer().number();
        }

        /** What is wrong with a part of the bundle, by its place there. */
        private static <T> T within(String place, Supplier<T> step) {
            try {
                return step.get();
            } catch (ProblemException refused) {
                throw new ProblemException(
                        refused.type(),
                        refused.detail(),
                        refused.errors().stream()
                                .map(error -> new FieldError(place + error.pointer(), error.detail()))
                                .toList());
            }
        }

        private void require(ReplayRequest.Told event, boolean possible) {
            if (!possible) {
                FieldError error = new FieldError(
                        "/events/%d/action".formatted(event.version() - 1),
                        "cannot be where the experiment is "
                                + experiment.state().name().toLowerCase(Locale.ROOT));
                throw new ProblemException(
                        ProblemType.IMPOSSIBLE_INPUT, "No experiment has gone this way.", List.of(error));
            }
        }

        ExportBundle bundle() {
            return Exporting.this.bundle(experiment, events, amendments, ledger, readouts);
        }
    }

    private static Experiment.Frozen frozen(Experiment experiment) {
        Experiment.@Nullable Frozen frozen = experiment.frozen();
        if (frozen == null) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The experiment was never started: nothing is frozen before that.");
        }
        return frozen;
    }

    ExportBundle bundle(
            Experiment experiment,
            List<Event> events,
            List<Amendment> amendments,
            Ledger ledger,
            List<ExportBundle.Exported> readouts) {
        Experiment.Frozen frozen = frozen(experiment);
        return new ExportBundle(
                ExportBundle.FORMAT,
                versions,
                experiment.key(),
                experiment.state(),
                experiment.version(),
                experiment.definition(),
                experiment.planned(),
                frozen.plan(),
                frozen.sha256(),
                List.copyOf(events),
                List.copyOf(amendments),
                ledger.looks(),
                List.copyOf(readouts));
    }
}
