package io.assay.model.protocol;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.feature.pipeline.ColumnType;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.model.protocol.Datatype.Kind;
import io.assay.model.serving.Predictor;
import io.assay.platform.json.NearestName;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows that tensors stand for: one tensor of numbers with a row for each row and the model's columns in their order,
 * whatever its name; or for each column a tensor of its name with an element for each row.
 */
final class TensorTable {

    /** What is wrong beyond so many is not told. */
    private static final int MOST_ERRORS = 100;

    private TensorTable() {}

    /**
     * The table of a model's columns, and of others that were sent along.
     *
     * @param known whether a column that is not read is no mistake: the training table had it
     * @throws ProblemException with status 422 when tensors and columns do not go together
     */
    static Table of(List<Tensor> tensors, List<InputColumn> columns, Predicate<String> known) {
        Tensor first = tensors.getFirst();
        if (first.rows() > Predictor.MOST_ROWS) {
            throw Predictor.tooManyRows("/inputs", Predictor.MOST_ROWS);
        }
        boolean whole = tensors.size() == 1
                && first.dimensions() == 2
                && (columns.size() > 1
                        || !first.name().equals(columns.getFirst().name()));
        return whole ? ofOne(first, columns) : ofEach(tensors, columns, known);
    }

    private static Table ofOne(Tensor tensor, List<InputColumn> columns) {
        List<String> words = columns.stream()
                .filter(column -> column.type() != ColumnType.NUMBER)
                .map(InputColumn::name)
                .toList();
        if (!words.isEmpty()) {
            throw Refused.impossible(
                    "/inputs/0",
                    "is one tensor for all columns, of which these hold no numbers: " + String.join(", ", words)
                            + "; send one input for each column");
        }
        if (tensor.datatype().kind() != Kind.NUMBER) {
            throw Refused.impossible("/inputs/0/datatype", "must be one of numbers, as the model's columns are");
        }
        if (tensor.width() != columns.size()) {
            throw Refused.impossible(
                    "/inputs/0/shape",
                    "has %d columns where the model has %d, in the order of its metadata; or send one input for each column"
                            .formatted(tensor.width(), columns.size()));
        }
        List<Column> read = new ArrayList<>(columns.size());
        for (int place = 0; place < columns.size(); place++) {
            read.add(tensor.column(place, columns.get(place).name()));
        }
        return new Table(tensor.rows(), read);
    }

    private static Table ofEach(List<Tensor> tensors, List<InputColumn> columns, Predicate<String> isKnown) {
        Set<String> missing = new HashSet<>();
        columns.forEach(column -> missing.add(column.name()));
        List<String> known = columns.stream().map(InputColumn::name).toList();
        int rows = tensors.getFirst().rows();
        List<FieldError> errors = new ArrayList<>();
        List<Column> read = new ArrayList<>(tensors.size());
        for (int i = 0; i < tensors.size() && errors.size() < MOST_ERRORS; i++) {
            Tensor tensor = tensors.get(i);
            String pointer = "/inputs/" + i;
            if (!missing.remove(tensor.name()) && !isKnown.test(tensor.name())) {
                errors.add(new FieldError(pointer + "/name", unknown(tensor.name(), known)));
            } else if (tensor.width() != 1 || tensor.dimensions() > 2) {
                errors.add(new FieldError(
                        pointer + "/shape",
                        "must be [rows] or [rows, 1] of an input that is the column " + tensor.name()));
            } else if (tensor.rows() != rows) {
                errors.add(new FieldError(
                        pointer + "/shape",
                        "has " + tensor.rows() + " rows where "
                                + tensors.getFirst().name() + " has " + rows));
            } else {
                read.add(tensor.column(0, tensor.name()));
            }
        }
        known.stream()
                .filter(missing::contains)
                .limit(MOST_ERRORS - errors.size())
                .forEach(name -> errors.add(new FieldError("/inputs", "has no tensor for the column " + name)));
        if (!errors.isEmpty()) {
            throw Refused.impossible(errors);
        }
        return new Table(rows, read);
    }

    private static String unknown(String name, List<String> known) {
        return "is " + name + ", which is no column of the model"
                + NearestName.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
    }
}
