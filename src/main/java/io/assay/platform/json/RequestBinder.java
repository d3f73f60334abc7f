package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the bytes of a request body into a valid request record, or into one problem that lists every error found.
 *
 * <p>Controllers get this by declaring {@code @RequestBody SomeRequest}; one that chooses the record by itself
 * declares {@code @RequestBody byte[]}, consumes only {@code application/json} and calls {@link #bind}. Request records
 * have boxed components (a missing primitive would be 0) and lists, not arrays (whose elements bind by laxer rules). A
 * component that may be any object, such as a patch, is an {@link ObjectNode}, and so may be a whole body.
 */
@Component
public final class RequestBinder {

    /** More of them would help nobody, and cost the time to find them. */
    static final int MOST_ERRORS = 100;

    /** Each value that does not bind costs another binding of the whole body. */
    private static final int LARGE = 32 * 1024;

    private static final int FEW_ROUNDS = 10;

    private final TreeReader reader = new TreeReader();

    private final TreeBinder binder;

    private final BodyValidator validator;

    RequestBinder(JsonMapper mapper, ValidatorFactory validators) {
        this.binder = new TreeBinder(mapper);
        this.validator = new BodyValidator(validators);
    }

    /**
     * Reads, binds and validates a request body.
     *
     * @throws ProblemException with status 400 when anything is not JSON or does not bind, else with status 422 when
     *     anything is impossible; either lists all errors of both kinds, up to {@value #MOST_ERRORS}
     */
    public <T> T bind(byte[] body, Class<T> type) {
        TreeReader.Tree tree = reader.read(body);
        if (tree.root().isNull() && tree.errors().isEmpty()) {
            throw refusal(ProblemType.INVALID_BODY, List.of(new FieldError("", "must be an object, not null")), true);
        }
        return bind(tree, body.length, type, UnaryOperator.identity());
    }

    /**
     * Binds and validates a document as a JSON Merge Patch (RFC 7396) leaves it.
     *
     * @param document what is there, as the service wrote it; it does not change
     * @param patch a request body or a part of one, bound to {@link ObjectNode}
     * @param pointers makes of a pointer into the patched document the one that the caller knows it by
     * @throws ProblemException as {@link #bind} does
     */
    public <T> T bindMerged(JsonNode document, ObjectNode patch, Class<T> type, UnaryOperator<String> pointers) {
        JsonNode merged = MergePatch.apply(document, patch);
        return bind(new TreeReader.Tree(merged, List.of()), merged.toString().length(), type, pointers);
    }

    /**
     * Validates a record that was not bound but put together out of others.
     *
     * @param pointers makes of a pointer into the record the one that the caller knows it by
     * @throws ProblemException with status 422 when anything is impossible
     */
    public <T> T check(T value, UnaryOperator<String> pointers) {
        List<FieldError> errors = validator.validate(value, List.of());
        if (!errors.isEmpty()) {
            throw refusal(ProblemType.IMPOSSIBLE_INPUT, renamed(errors, pointers), true);
        }
        return value;
    }

    private <T> T bind(TreeReader.Tree tree, int size, Class<T> type, UnaryOperator<String> pointers) {
        int rounds = size > LARGE ? FEW_ROUNDS : TreeBinder.MOST_ROUNDS;
        TreeBinder.Bound<T> bound = binder.bind(tree.root(), type, rounds);
        List<FieldError> unbound = new ArrayList<>(tree.errors());
        unbound.addAll(bound.unbound());
        List<FieldError> errors = new ArrayList<>(unbound);
        errors.addAll(bound.impossible());
        T value = bound.value();
        if (value != null) {
            Stream<String> misfits = errors.stream().map(FieldError::pointer);
            errors.addAll(validator.validate(
                    value, Stream.concat(misfits, bound.removed().stream()).toList()));
        }
        if (value == null || !errors.isEmpty()) {
            boolean all = bound.unbound().size() + bound.impossible().size() < rounds;
            ProblemType problem = unbound.isEmpty() ? ProblemType.IMPOSSIBLE_INPUT : ProblemType.INVALID_BODY;
            throw refusal(problem, renamed(errors, pointers), all);
        }
        return value;
    }

    private static List<FieldError> renamed(List<FieldError> errors, UnaryOperator<String> pointers) {
        return errors.stream()
                .map(error -> new FieldError(pointers.apply(error.pointer()), error.detail()))
                .toList();
    }

    private static ProblemException refusal(ProblemType type, List<FieldError> errors, boolean all) {
        List<FieldError> listed = errors.subList(0, Math.min(errors.size(), MOST_ERRORS));
        return new ProblemException(type, summary(errors.size(), all), listed);
    }

    private static String summary(int errors, boolean all) {
        if (!all && errors < MOST_ERRORS) {
            return "The request body has " + errors + " errors or more: there was no looking further.";
        }
        if (errors == 1) {
            return "The request body has an error.";
        }
        return errors < MOST_ERRORS
                ? "The request body has " + errors + " errors."
                : "The request body has many errors; " + MOST_ERRORS + " are listed.";
    }
}
