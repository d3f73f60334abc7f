package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** Finite numbers that were learned, in JSON an array. */
public final class Doubles {

    private final double[] values;

    Doubles(double... values) {
        this.values = values;
    }

    @JsonCreator
    static Doubles of(List<Double> values) {
        return new Doubles(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @JsonValue
    List<Double> list() {
        return Arrays.stream(values).boxed().toList();
    }

    int size() {
        return values.length;
    }

    double get(int place) {
        return values[place];
    }

    /** Not to be written to. */
    double[] array() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Doubles doubles && Arrays.equals(values, doubles.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
