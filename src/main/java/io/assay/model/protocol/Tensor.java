package io.assay.model.protocol;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.model.protocol.Datatype.Kind;
import io.assay.platform.problem.ProblemException;
import java.util.Arrays;

/** A named tensor of a request; what it holds fits its datatype and its shape. */
final class Tensor {

    private final String name;
    private final int[] shape;
    private final Datatype datatype;
    private final Elements elements;

    private Tensor(String name, int[] shape, Datatype datatype, Elements elements) {
        this.name = name;
        this.shape = shape;
        this.datatype = datatype;
        this.elements = elements;
    }

    /**
     * Of numbers as this datatype holds them.
     *
     * @param pointer to it in the request
     * @throws ProblemException with status 422 when the elements are not of this datatype or shape
     */
    static Tensor of(String name, int[] shape, Datatype datatype, Elements elements, String pointer) {
        long wanted = Arrays.stream(shape)
                .asLongStream()
                .reduce(
                        1,
                        (product, next) ->
                                // Beyond what any request holds it does not matter by how much.
                                Math.min(product * next, Integer.MAX_VALUE));
        int[] nesting = elements.nesting();
        if (elements.size() != wanted || (nesting.length > 1 && !Arrays.equals(nesting, shape))) {
            throw Refused.impossible(
                    pointer + "/shape",
                    "is %s where the data are %s".formatted(Arrays.toString(shape), Arrays.toString(nesting)));
        }
        Kind kind = elements.kind();
        if (kind != null && kind != datatype.kind()) {
            throw Refused.impossible(
                    pointer + "/data",
                    "must be " + datatype.kind().plural() + " as " + datatype + " says, not " + kind.plural());
        }
        int misfit = elements.hold(datatype);
        if (misfit >= 0) {
            throw Refused.impossible(pointer + "/data", datatype.rule() + "; element " + misfit + " is none");
        }
        return new Tensor(name, shape, datatype, elements);
    }

    String name() {
        return name;
    }

    Datatype datatype() {
        return datatype;
    }

    int dimensions() {
        return shape.length;
    }

    /** The first of its shape. */
    int rows() {
        return shape[0];
    }

    /** How many elements each of its rows has. */
    int width() {
        return elements.size() / shape[0];
    }

    /** The elements at one place of all rows, as a table's column. */
    Column column(int place, String columnName) {
        int rows = rows();
        int width = width();
        boolean none = elements.kind() == null;
        if (datatype.kind() == Kind.NUMBER) {
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = none ? Double.NaN : elements.numbers()[row * width + place];
            }
            return new NumberColumn(columnName, values, datatype.isWhole());
        }
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = none ? -1 : elements.codes()[row * width + place];
        }
        return new TextColumn(columnName, codes, elements.levels());
    }
}
