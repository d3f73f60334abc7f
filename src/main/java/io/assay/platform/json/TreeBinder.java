package io.assay.platform.json;

import io.assay.platform.problem.FieldError;
import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds a tree to a type and finds everything in it that does not fit. Jackson stops at the first misfit, so each is
 * noted and taken out of the tree, and the rest is bound again.
 */
final class TreeBinder {

    static final int MOST_ROUNDS = 50;

    /**
     * The bound value, null when nothing was left to bind, and what did not fit.
     *
     * @param removed pointers to what was taken out, at or above what did not fit
     */
    record Bound<T>(@Nullable T value, List<FieldError> unbound, List<FieldError> impossible, List<String> removed) {}

    private final JsonMapper mapper;

    TreeBinder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    <T> Bound<T> bind(JsonNode tree, Class<T> type, int mostRounds) {
        List<FieldError> unbound = new ArrayList<>();
        List<FieldError> impossible = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (int round = 0; round < mostRounds; round++) {
            try {
                return new Bound<>(mapper.treeToValue(tree, type), unbound, impossible, removed);
            } catch (JacksonException failure) {
                List<Reference> path = known(failure.getPath(), tree);
                JsonPointer pointer = pointer(path);
                if (failure.getCause() instanceof InvalidInputException cause) {
                    String below = cause.parameter().isEmpty() ? "" : "/" + cause.parameter();
                    impossible.add(new FieldError(pointer + below, cause.detail()));
                } else {
                    unbound.add(new FieldError(pointer.toString(), Mismatch.describe(failure, tree.at(pointer))));
                }
                removed.add(pointer.toString());
                if (!prune(tree, pointer)) {
                    return new Bound<>(null, unbound, impossible, removed);
                }
            }
        }
        return new Bound<>(null, unbound, impossible, removed);
    }

    /** The part of the path that exists in the tree. */
    private static List<Reference> known(List<Reference> path, JsonNode tree) {
        int length = path.size();
        while (tree.at(pointer(path.subList(0, length))).isMissingNode()) {
            length--;
        }
        return path.subList(0, length);
    }

    private static JsonPointer pointer(List<Reference> path) {
        JsonPointer pointer = JsonPointer.empty();
        for (Reference step : path) {
            pointer = step.getPropertyName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getPropertyName());
        }
        return pointer;
    }

    /** Takes the node out; false when it is the whole tree. */
    private static boolean prune(JsonNode tree, JsonPointer pointer) {
        if (pointer.matches()) {
            return false;
        }
        JsonNode parent = tree.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            object.remove(pointer.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            int index = pointer.last().getMatchingIndex();
            if (array.get(index).isNull()) {
                // An array that takes no nulls: it goes as a whole.
                return prune(tree, pointer.head());
            }
            // Keeps the places of those that follow.
            array.setNull(index);
        }
        return true;
    }
}
