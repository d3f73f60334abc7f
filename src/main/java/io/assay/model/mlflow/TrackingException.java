package io.assay.model.mlflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** MLflow did not do what it was asked. */
final class TrackingException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    /** What is to be done about it. */
    enum Kind {
        /** It is away, or does not let us in, or what answers is no MLflow: no run could be logged. */
        UNREACHABLE,
        /** It fails: this run may be the reason. */
        FAULTY,
        /** It does not know what was named. */
        UNKNOWN,
        /** It refuses the request: it would the next time. */
        REFUSED
    }

    private final Kind kind;
    private final String code;

    TrackingException(Kind kind, String code, String message, @Nullable Throwable cause) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message, cause);
        this.kind = kind;
        this.code = code;
    }

    Kind kind() {
        return kind;
    }

    /** MLflow's own code, or empty. */
    boolean is(String errorCode) {
        return code.equals(errorCode);
    }

    String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
