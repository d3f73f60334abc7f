package io.assay.experiment.registry;

import org.jspecify.annotations.Nullable;

/**
 * Something that a client wants done once.
 *
 * @param id its Idempotency-Key, and the name it is sent in: events then tell which write made them
 */
record Write(String id, Kind kind, String experiment, String body) {

    /** What is written, by the name of the event that it makes. */
    enum Kind {
        CREATED,
        STARTED,
        AMENDED,
        READ_OUT
    }

    String path() {
        String path = Api.PATH + "/" + experiment;
        return switch (kind) {
            case CREATED -> Api.PATH;
            case STARTED -> path + "/start";
            case AMENDED -> path + "/amendments";
            case READ_OUT -> path + "/readouts";
        };
    }

    /**
     * What the service says of a write.
     *
     * @param replayed whether it says that it said so before
     */
    record Answer(int status, String body, @Nullable String etag, boolean replayed) {

        boolean isDone() {
            return status == 200 || status == 201;
        }

        boolean saysTheSame(Answer other) {
            return status == other.status
                    && body.equals(other.body)
                    && String.valueOf(etag).equals(String.valueOf(other.etag));
        }
    }

    /** A write that was sent; its answer is null where the connection broke before one came. */
    record Sent(Write write, @Nullable Answer answer) {}
}
