package io.assay.story;

/**
 * One call of a story.
 *
 * @param operation its id
 * @param status of the answer
 * @param name of its example
 * @param gives the id in the example that stands for the one in the answer, in what is called later; empty for none
 */
public record Step(String operation, int status, String name, String method, String path, String gives) {

    public Step(String operation, int status, String name, String method, String path) {
        this(operation, status, name, method, path, "");
    }

    /** The same call, of what later ones go on with. */
    public Step giving(String id) {
        return new Step(operation, status, name, method, path, id);
    }

    String request() {
        return "%s.request.%s".formatted(operation, name);
    }

    String answer() {
        return "%s.%d.%s".formatted(operation, status, name);
    }
}
