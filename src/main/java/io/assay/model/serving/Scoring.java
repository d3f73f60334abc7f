package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.model.serving.Predictor.Wanted;
import io.assay.model.serving.ServingMeters.Outcome;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Scores rows of requests: counts them, tells who listens, and has the challenger score them beside. */
@Component
public class Scoring {

    private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

    /** Found when first needed, for they may need what needs this; looking for them anew costs as much as scoring a row. */
    private final SingletonSupplier<List<PredictionListener>> listeners;

    private final ServingMeters meters;
    private final Shadow shadow;
    private final ScoringMemory memory;

    Scoring(ObjectProvider<PredictionListener> listeners, ServingMeters meters, Shadow shadow, ScoringMemory memory) {
        this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
        this.meters = meters;
        this.shadow = shadow;
        this.memory = memory;
    }

    /**
     * Scores.
     *
     * @param pointer to a row, for what is refused
     * @throws ProblemException as {@link Predictor#score} does; of several rows it names those at fault; and as
     *     {@link ScoringMemory} does
     */
    public Scores score(Loaded model, Table rows, Wanted wanted, IntFunction<FieldError> pointer) {
        try {
            Predictor.check(model, wanted, rows.rows());
            return memory.with(model, wanted, rows.rows(), () -> scored(model, rows, wanted, pointer));
        } catch (ProblemException refusal) {
            meters.count(model, Outcome.REFUSED, rows.rows());
            throw refusal;
        }
    }

    /** As {@link #score}, for a job, which has asked for its memory. */
    Scores ofJob(Loaded model, Table rows, Wanted wanted, IntFunction<FieldError> pointer) {
        try {
            return scored(model, rows, wanted, pointer);
        } catch (ProblemException refusal) {
            meters.count(model, Outcome.REFUSED, rows.rows());
            throw refusal;
        }
    }

    /** Scores lines of a stream that came together, which say themselves which of them are at fault. */
    Scores together(Loaded model, Table rows, Wanted wanted) {
        return memory.patientlyWith(model, wanted, rows.rows(), () -> Predictor.score(model, rows, wanted));
    }

    /** How many lines may come together. */
    int most(Loaded model, Wanted wanted, int most) {
        return Math.clamp(memory.rows(model, wanted), 1, most);
    }

    private static Scores scored(Loaded model, Table rows, Wanted wanted, IntFunction<FieldError> pointer) {
        try {
            return Predictor.score(model, rows, wanted);
        } catch (ProblemException refusal) {
            if (rows.rows() == 1 || model.needsHistory() || refusal.type() != ProblemType.IMPOSSIBLE_INPUT) {
                throw refusal;
            }
            List<FieldError> errors = new ArrayList<>();
            atFault(model, rows, 0, rows.rows(), pointer, errors);
            throw errors.isEmpty() ? refusal : new ProblemException(refusal.type(), refusal.detail(), errors);
        }
    }

    /**
     * Where rows do not depend on each other, each of them tells whether it is at fault. Halves without fault are done with,
     * so that few faults among many rows are found in little more time than scoring them takes.
     */
    private static void atFault(
            Loaded model, Table rows, int from, int to, IntFunction<FieldError> pointer, List<FieldError> errors) {
        if (errors.size() >= Findings.MOST) {
            return;
        }
        try {
            var _ = Predictor.score(model, rows.take(IntStream.range(from, to).toArray()), Wanted.NUMBERS);
        } catch (ProblemException fault) {
            if (to - from > 1) {
                int middle = (from + to) >>> 1;
                atFault(model, rows, from, middle, pointer, errors);
                atFault(model, rows, middle, to, pointer, errors);
                return;
            }
            FieldError at = pointer.apply(from);
            String detail = fault.errors().isEmpty()
                    ? fault.detail()
                    : fault.errors().getFirst().detail();
            errors.add(new FieldError(at.pointer(), at.detail() + detail));
        }
    }

    /**
     * Tells of what was answered, when it was.
     *
     * @param given the rows as they were read for {@link Route#inputs}, or for the version that answers alone
     */
    public void answered(Route route, Table given, Scores scores, String[] ids) {
        meters.count(route.model(), Outcome.SCORED, ids.length);
        Instant now = Instant.now();
        String request = String.valueOf(MDC.get(RequestId.LOGGED_AS));
        tell(new ScoredRows(route.model(), now, ids, scores.rows(), scores.predictions(), false, request));
        Loaded beside = route.beside();
        if (beside != null) {
            shadow.offer(beside, given, ids, now, request, this::tell);
        }
    }

    /** Tells how long an answer took, without reading the body from the network. */
    public void took(Loaded model, long nanos) {
        meters.time(model, nanos);
    }

    void refused(Loaded model, int rows) {
        meters.count(model, Outcome.REFUSED, rows);
    }

    void tell(ScoredRows rows) {
        listeners.obtain().forEach(listener -> {
            try {
                listener.scored(rows);
            } catch (RuntimeException | Error failure) {
                // Memory that it needed in vain the answer does not need.
                LOG.warn("{} does not take what was scored", listener.getClass().getSimpleName(), failure);
            }
        });
    }
}
