package io.assay.model.serving;

import io.assay.platform.json.NearestName;
import io.assay.platform.json.PointerSegment;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wrong with a request and what only a strict reader minds, all of it, up to a bound. */
final class Findings {

    static final int MOST = 100;

    /** A place that is put into words only where something is said of it. */
    @FunctionalInterface
    interface Pointer {
        String text();
    }

    private final List<FieldError> errors = new ArrayList<>();

    /** Columns that nothing reads, with the first place of each. */
    private final Map<String, String> unknown = new LinkedHashMap<>();

    private final List<FieldError> absent = new ArrayList<>();
    private final Set<String> absentNames = new LinkedHashSet<>();
    private boolean malformed;

    /** Something is of a type that it may not be: the body does not fit the request. */
    void misfit(String pointer, String detail) {
        malformed = true;
        reject(pointer, detail);
    }

    /** Something is of the right type and yet impossible. */
    void reject(String pointer, String detail) {
        if (!isFull()) {
            errors.add(new FieldError(pointer, detail));
        }
    }

    /** Whether nothing more is kept of what is found, so that it need not be put into words. */
    boolean isFull() {
        return errors.size() >= MOST;
    }

    /** As {@link #misfit(String, String)}, of a member of what the pointer points to. */
    void misfit(Pointer parent, String member, String detail) {
        malformed = true;
        if (!isFull()) {
            errors.add(new FieldError(parent.text() + "/" + PointerSegment.escape(member), detail));
        }
    }

    /** A column that nothing reads. */
    void unknown(Pointer parent, String name) {
        if (unknown.size() < MOST && !unknown.containsKey(name)) {
            unknown.put(name, parent.text() + "/" + PointerSegment.escape(name));
        }
    }

    /** A column is not there. */
    void absent(Pointer parent, String name) {
        if (absentNames.size() < MOST) {
            absentNames.add(name);
        }
        if (absent.size() < MOST) {
            absent.add(new FieldError(parent.text(), "lacks the column " + name + "; null says that it is not known"));
        }
    }

    void clear() {
        errors.clear();
        unknown.clear();
        absent.clear();
        absentNames.clear();
        malformed = false;
    }

    /** What others found. */
    void addAll(List<FieldError> found) {
        found.forEach(error -> reject(error.pointer(), error.detail()));
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Whether {@link #check} ends the request. */
    boolean isRefused(boolean lenient) {
        return !errors.isEmpty() || (!lenient && !(absent.isEmpty() && unknown.isEmpty()));
    }

    /**
     * Ends the request with all that was found.
     *
     * @throws ProblemException with status 400 where something is of another type than it must be, else 422
     */
    void check(boolean lenient, Inputs inputs) {
        if (!isRefused(lenient)) {
            return;
        }
        List<FieldError> all = new ArrayList<>(errors);
        if (!lenient) {
            all.addAll(absent);
            unknown.forEach((name, pointer) -> all.add(new FieldError(
                    pointer,
                    "is no column that the model was trained with"
                            + NearestName.to(name, inputs.requiredNames())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""))));
        }
        throw new ProblemException(
                malformed ? ProblemType.INVALID_BODY : ProblemType.IMPOSSIBLE_INPUT,
                all.size() == 1 ? "The request has an error." : "The request has " + all.size() + " errors.",
                all.subList(0, Math.min(all.size(), MOST)));
    }

    /** What a lenient reader lets pass, in words. */
    List<String> passed() {
        if (unknown.isEmpty() && absentNames.isEmpty()) {
            return List.of();
        }
        List<String> passed = new ArrayList<>();
        unknown.keySet().forEach(name -> passed.add("the column " + name + " is not read"));
        absentNames.forEach(name -> passed.add("the column " + name + " is not in every row, and missing there"));
        return passed;
    }
}
