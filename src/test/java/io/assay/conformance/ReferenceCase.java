package io.assay.conformance;

import tools.jackson.databind.JsonNode;

/** One case of a case file: what to send, and the figures that must come back. */
record ReferenceCase(JsonNode json) {

    ReferenceCase {
        if (!json.path("id").isString() || !json.path("expected").isObject()) {
            throw new IllegalArgumentException("a case has no id or nothing expected: " + json);
        }
    }

    String id() {
        return json.get("id").stringValue();
    }

    /** The method as the case names it, or its area and the first word of its id. */
    String method() {
        JsonNode method = json.path("method");
        return method.isString()
                ? method.stringValue()
                : json.path("area").asString("") + "/" + id().split("\\.", 2)[0];
    }

    JsonNode expected() {
        return json.get("expected");
    }

    Tolerance tolerance() {
        return new Tolerance(json.path("tolerance"));
    }
}
