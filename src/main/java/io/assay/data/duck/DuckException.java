package io.assay.data.duck;

import java.sql.SQLException;

/** A statement that DuckDB refused; what it is about decides who asked for it. */
public final class DuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuckException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether it is for want of memory or of room to spill. */
    public boolean isForWantOfRoom() {
        String message = String.valueOf(getMessage());
        return message.contains("Out of Memory Error") || message.contains("max_temp_directory_size");
    }
}
