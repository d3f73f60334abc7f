package io.assay.data;

import java.io.IOException;
import java.io.OutputStream;

/** Rows that are to become a dataset, as newline-delimited JSON. */
@FunctionalInterface
public interface RowLines {

    void writeTo(OutputStream lines) throws IOException;
}
