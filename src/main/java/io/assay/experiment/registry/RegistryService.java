package io.assay.experiment.registry;

import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Numbered;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with registered experiments, each in one transaction that holds the experiment's row. */
@Service
class RegistryService {

    private final ExperimentRepository repository;
    private final Amending amending;
    private final Judge judge;
    private final Exporting exporting;
    private final JsonMapper json;

    RegistryService(
            ExperimentRepository repository, Amending amending, Judge judge, Exporting exporting, JsonMapper json) {
        this.repository = repository;
        this.amending = amending;
        this.judge = judge;
        this.exporting = exporting;
        this.json = json;
    }

    @Transactional
    ExperimentAnswer create(ExperimentDefinition definition, Caller caller) {
        Experiment created =
                new Experiment(State.DRAFT, 1, definition, Planning.size(definition, UnaryOperator.identity()), null);
        if (!repository.insert(created)) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "There is an experiment with the key " + definition.key() + " already.");
        }
        repository.add(created.key(), new Event(1L, Event.Action.CREATED, null, now(), caller.name()));
        return answer(created, created.unamended());
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    ExperimentAnswer get(String key) {
        Experiment experiment = existing(repository.find(key).orElse(null), key);
        return answer(experiment, repository.amendedPlan(experiment));
    }

    @Transactional
    ExperimentAnswer change(String key, ObjectNode patch, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        require(experiment, State.DRAFT, "only a draft can be changed; afterwards send amendments");
        Experiment changed = experiment.changed(amending.changed(experiment.definition(), patch));
        return write(changed, Event.Action.CHANGED, caller);
    }

    @Transactional
    ExperimentAnswer start(String key, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        require(experiment, State.DRAFT, "only a draft can be started");
        return write(experiment.next(State.RUNNING, exporting.freeze(experiment)), Event.Action.STARTED, caller);
    }

    @Transactional
    ExperimentAnswer stop(String key, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        require(experiment, State.RUNNING, "only a running experiment can be stopped");
        return write(experiment.next(State.STOPPED, experiment.frozen()), Event.Action.STOPPED, caller);
    }

    @Transactional
    ExperimentAnswer archive(String key, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        if (experiment.state() != State.DRAFT) {
            require(experiment, State.STOPPED, "only a draft or a stopped experiment can be archived");
        }
        return write(experiment.next(State.ARCHIVED, experiment.frozen()), Event.Action.ARCHIVED, caller);
    }

    private ExperimentAnswer write(Experiment next, Event.Action action, Caller caller) {
        AmendedPlan amended = repository.amendedPlan(next);
        repository.update(next, amended.definition());
        repository.add(next.key(), new Event(next.version(), action, null, now(), caller.name()));
        return answer(next, amended);
    }

    @Transactional
    Amendment amend(String key, AmendmentRequest request, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        requireStarted(experiment, "amended");
        Instant at = now();
        Amending.Amended amended = amending.amend(
                experiment,
                repository.amendedPlan(experiment),
                repository.amendments(key).size() + 1,
                request.reason(),
                request.changes(),
                repository.ledger(key).looks().size(),
                at,
                caller.name());
        Experiment next = experiment.next();
        repository.add(key, new Event(next.version(), Event.Action.AMENDED, null, at, caller.name()));
        repository.add(key, amended.amendment(), amended.plan());
        repository.update(next, amended.plan().definition());
        return amended.amendment();
    }

    /**
     * A readout that was made or found.
     *
     * @param made whether it is new, and not the one that the same figures got before
     * @param version of the experiment after it
     */
    record Read(StoredReadout readout, boolean made, long version) {}

    @Transactional
    Read read(String key, MeasuredRequest request, IfMatch ifMatch, Caller caller) {
        Experiment experiment = locked(key, ifMatch);
        requireStarted(experiment, "read out");
        Judge.Standing standing = experiment.standing(
                repository.startedAt(key),
                repository.amendedPlan(experiment),
                repository.amendments(key),
                repository.ledger(key),
                repository.marks(key));
        Judge.Prepared prepared = judge.prepare(standing, request);
        StoredReadout same = repository.readoutOf(key, prepared.basisSha256()).orElse(null);
        if (same != null) {
            note(key, same.number(), caller);
            return new Read(same, false, experiment.version());
        }
        Instant at = now();
        Judge.Judgement judgement = judge.judge(prepared, at, caller.name());
        Experiment next = experiment.next();
        StoredReadout readout = new StoredReadout(
                judgement.answer().number(),
                next.version(),
                request.isBlinded(),
                prepared.basisSha256(),
                json.writeValueAsString(request),
                json.writeValueAsString(judgement.answer()));
        Event event = new Event(next.version(), Event.Action.READ_OUT, readout.number(), at, caller.name());
        repository.add(key, event);
        repository.add(key, readout, judgement.answer().look(), judgement.mark());
        if (judgement.look() != null) {
            repository.add(key, judgement.look());
        }
        repository.touch(next);
        return new Read(readout, true, next.version());
    }

    /** A stored readout, shown again: noted, and no look. */
    @Transactional
    StoredReadout readAgain(String key, int number, Caller caller) {
        existing(repository.find(key).orElse(null), key);
        StoredReadout readout = repository
                .readout(key, number)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "The experiment " + key + " has no readout " + number + "."));
        note(key, number, caller);
        return readout;
    }

    private void note(String key, int readout, Caller caller) {
        repository.add(key, new Event(null, Event.Action.READ_AGAIN, readout, now(), caller.name()));
    }

    /** All of it, results included: noted. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    ExportBundle export(String key, Caller caller) {
        Experiment experiment = existing(repository.find(key).orElse(null), key);
        repository.add(key, new Event(null, Event.Action.EXPORTED, null, now(), caller.name()));
        List<Event> events = repository.changes(key);
        return exporting.bundle(
                experiment,
                events,
                repository.amendments(key),
                repository.ledger(key),
                repository.allReadouts(key).stream()
                        .map(readout -> exported(readout, events.get((int) readout.version() - 1)))
                        .toList());
    }

    private static ExportBundle.Exported exported(StoredReadout readout, Event event) {
        return new ExportBundle.Exported(
                readout.number(), readout.version(), event.at(), event.by(), readout.request(), readout.answer());
    }

    @Transactional(readOnly = true)
    List<Numbered<Event>> trail(String key, long after, int limit) {
        existing(repository.find(key).orElse(null), key);
        return repository.trail(key, after, limit);
    }

    @Transactional(readOnly = true)
    List<ReadoutSummary> readouts(String key, long after, int limit) {
        existing(repository.find(key).orElse(null), key);
        return repository.readouts(key, after, limit);
    }

    private ExperimentAnswer answer(Experiment experiment, AmendedPlan amended) {
        String key = experiment.key();
        List<Amendment> amendments = repository.amendments(key);
        Experiment.Frozen frozen = experiment.frozen();
        return new ExperimentAnswer(
                key,
                experiment.state(),
                experiment.version(),
                experiment.definition(),
                experiment.planned(),
                frozen == null ? null : frozen.plan(),
                frozen == null ? null : frozen.sha256(),
                amendments,
                experiment.amended(amended),
                repository.ledger(key).hidden(),
                repository.changes(key));
    }

    private Experiment locked(String key, IfMatch ifMatch) {
        Experiment experiment = existing(repository.lock(key).orElse(null), key);
        ifMatch.check(experiment.version());
        return experiment;
    }

    private static Experiment existing(@Nullable Experiment experiment, String key) {
        if (experiment == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no experiment with the key " + key + ".");
        }
        return experiment;
    }

    private static void requireStarted(Experiment experiment, String done) {
        if (experiment.state() != State.RUNNING) {
            require(experiment, State.STOPPED, "it can be " + done + " while it runs and after it stopped");
        }
    }

    private static void require(Experiment experiment, State state, String rule) {
        if (experiment.state() != state) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The experiment " + experiment.key() + " is "
                            + experiment.state().name().toLowerCase(Locale.ROOT) + ": " + rule + ".");
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
