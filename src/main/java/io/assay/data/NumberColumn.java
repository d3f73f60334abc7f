package io.assay.data;

/** Numbers; NaN is missing, and what is there is finite. */
public final class NumberColumn implements Column {

    private final String name;
    private final double[] values;
    private final boolean whole;

    /**
     * @param whole whether the source's type holds whole numbers only, so that a category reads 3 and not 3.0; none of
     *     them is beyond 2^53, where doubles skip numbers (such columns are text)
     */
    public NumberColumn(String name, double[] values, boolean whole) {
        this.name = name;
        this.values = values;
        this.whole = whole;
    }

    @Override
    public String name() {
        return name;
    }

    public double[] values() {
        return values;
    }

    public boolean isWhole() {
        return whole;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public NumberColumn renamed(String newName) {
        return new NumberColumn(newName, values, whole);
    }

    @Override
    public NumberColumn take(int[] rows) {
        double[] taken = new double[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = values[rows[i]];
        }
        return new NumberColumn(name, taken, whole);
    }
}
