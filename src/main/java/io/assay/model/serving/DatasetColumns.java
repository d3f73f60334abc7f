package io.assay.model.serving;

import io.assay.platform.json.NearestName;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A dataset's columns held against those of a version, as each row of a request is.
 *
 * @param read those that the version reads and the dataset has
 * @param absent those that the version reads and the dataset lacks
 * @param unknown those that the table which the version was trained on did not have
 */
record DatasetColumns(Loaded model, List<String> read, List<String> absent, List<String> unknown) {

    static final String POINTER = "/data/dataset";

    static DatasetColumns of(Loaded model, Collection<String> names) {
        List<String> wanted = model.inputNames();
        return new DatasetColumns(
                model,
                wanted.stream().filter(names::contains).toList(),
                wanted.stream().filter(name -> !names.contains(name)).toList(),
                names.stream().filter(name -> !model.knows(name)).toList());
    }

    /** @throws ProblemException with status 422 for what a strict reader minds, all of it, or where there is nothing to read */
    void check(boolean lenient) {
        Findings findings = new Findings();
        if (read.isEmpty()) {
            findings.reject(POINTER, "has none of the columns that the model reads");
        } else if (!lenient) {
            absent.forEach(name -> findings.reject(POINTER, "lacks the column " + name + ", which the model reads"));
            unknown.forEach(name -> findings.reject(
                    POINTER,
                    "has the column " + name + ", which is no column that the model was trained with"
                            + NearestName.to(name, absent)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse("")));
        }
        findings.check(lenient, Inputs.of(model, null));
    }

    /** What a lenient reader lets pass, in words. */
    List<String> passed() {
        List<String> passed = new ArrayList<>();
        unknown.stream().limit(Findings.MOST).forEach(name -> passed.add("The column " + name + " was not read."));
        absent.stream()
                .limit(Findings.MOST)
                .forEach(name -> passed.add("The column " + name + " was not there, and missing in every row."));
        return passed;
    }
}
