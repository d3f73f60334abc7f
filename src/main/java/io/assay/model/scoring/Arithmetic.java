package io.assay.model.scoring;

/** The numbers in which trees are added up, those of the library that grew them. */
public enum Arithmetic {

    /** Features are rounded to 32 bits before they are compared, and every sum after each addition. */
    FLOAT32,

    /** All in 64 bits. */
    FLOAT64;

    /** The nearest number that there is. */
    public double round(double value) {
        return this == FLOAT32 ? (float) value : value;
    }
}
