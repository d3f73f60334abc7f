package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import io.assay.platform.json.NearestName;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The algorithms by their names, and the ladder that they stand on. */
@Component
public final class Algorithms {

    private static final String HYPERPARAMETERS = "/hyperparameters";

    private final List<Algorithm<?>> algorithms;
    private final RequestBinder binder;
    private final JsonMapper json;

    Algorithms(ObjectProvider<Algorithm<?>> algorithms, RequestBinder binder, JsonMapper json) {
        this.algorithms = algorithms.stream()
                .sorted(Comparator.<Algorithm<?>>comparingInt(Algorithm::complexity)
                        .thenComparing(Algorithm::name))
                .toList();
        this.binder = binder;
        this.json = json;
    }

    /** The simplest first. */
    public List<Algorithm<?>> all() {
        return algorithms;
    }

    /** What every model is held against. */
    public Candidate baseline(Task task) {
        return byDefault(algorithms.stream()
                .filter(algorithm -> algorithm.tasks().contains(task))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no baseline for " + task)));
    }

    /**
     * Those that are tried when none is asked for, the simplest first, the baseline among them.
     *
     * @param fewest how many rows a round has to learn from at least
     * @param weighted whether some rows weigh more than others in training
     */
    public List<Candidate> ladder(Task task, long rows, long fewest, boolean weighted) {
        return algorithms.stream()
                .filter(algorithm -> algorithm.tasks().contains(task)
                        && rows <= algorithm.mostRowsUnasked()
                        && fewest >= algorithm.fewestRowsUnasked()
                        && (!weighted || algorithm.takesWeights()))
                .<Candidate>map(Algorithms::byDefault)
                .toList();
    }

    /**
     * The one that a request asks for.
     *
     * @param hyperparameters those that are not to be the defaults, null for none
     * @throws ProblemException with status 422 where there is no such algorithm, it is for something else, or has no such
     *     hyperparameter
     */
    public Candidate named(String name, @Nullable ObjectNode hyperparameters, Task task) {
        Algorithm<?> algorithm = algorithms.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        if (!algorithm.tasks().contains(task)) {
            throw refused("foretells no " + task.name().toLowerCase(Locale.ROOT) + " outcome");
        }
        return hyperparameters == null ? byDefault(algorithm) : bound(algorithm, hyperparameters);
    }

    /** The algorithm with its defaults but for these. */
    public <H extends Record> Given<H> bound(Algorithm<H> algorithm, ObjectNode given) {
        List<FieldError> absent = given.properties().stream()
                .filter(one -> one.getValue().isNull())
                .map(one -> new FieldError(
                        HYPERPARAMETERS + "/" + PointerSegment.escape(one.getKey()),
                        "must not be null: left out it is the default"))
                .toList();
        if (!absent.isEmpty()) {
            throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The hyperparameters have an error.", absent);
        }
        try {
            return new Given<>(
                    algorithm,
                    binder.bindMerged(
                            json.valueToTree(algorithm.defaults()),
                            given,
                            algorithm.hyperparameters(),
                            pointer -> HYPERPARAMETERS + pointer));
        } catch (ProblemException refusal) {
            throw narrowed(refusal);
        }
    }

    /** Without what is said of the hyperparameters as a whole where something is said of one of them. */
    private static ProblemException narrowed(ProblemException refusal) {
        List<FieldError> errors = refusal.errors().stream()
                .filter(error -> !error.pointer().equals(HYPERPARAMETERS))
                .toList();
        return errors.isEmpty() || errors.size() == refusal.errors().size()
                ? refusal
                : new ProblemException(refusal.type(), "The hyperparameters have an error.", errors);
    }

    static <H extends Record> Given<H> byDefault(Algorithm<H> algorithm) {
        return new Given<>(algorithm, algorithm.defaults());
    }

    private ProblemException unknown(String name) {
        List<String> names = algorithms.stream().map(Algorithm::name).toList();
        return refused("must be one of " + String.join(", ", names)
                + NearestName.to(name, names)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(""));
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(new FieldError("/algorithm", detail)));
    }
}
