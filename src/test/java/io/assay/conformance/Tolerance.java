package io.assay.conformance;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How far an answer may be from its target: {@code |got - want| <= max(abs, rel |want|)}. A bare number is absolute;
 * {@code X_abs} and {@code X_rel} (or {@code X}, absolute) hold for the fields named X and what is in them; null means
 * that the figures are for orientation and not compared. What is not stated is zero.
 */
record Tolerance(JsonNode json) {

    boolean compares() {
        return !json.isNull();
    }

    /**
     * @param names the names of the fields that the figure is in, outermost first
     */
    boolean accepts(double got, double want, List<String> names) {
        double allowed = Math.max(absolute(names), relative(names) * Math.abs(want));
        return Math.abs(got - want) <= allowed;
    }

    private double absolute(List<String> names) {
        if (json.isNumber()) {
            return json.doubleValue();
        }
        for (String name : names.reversed()) {
            if (json.path(name + "_abs").isNumber()) {
                return json.get(name + "_abs").doubleValue();
            }
            if (json.path(name).isNumber()) {
                return json.get(name).doubleValue();
            }
        }
        return json.path("abs").asDouble(0);
    }

    private double relative(List<String> names) {
        for (String name : names.reversed()) {
            if (json.path(name + "_rel").isNumber()) {
                return json.get(name + "_rel").doubleValue();
            }
        }
        return json.path("rel").asDouble(0);
    }

    @Override
    public String toString() {
        if (json.isNull()) {
            return "not compared";
        }
        if (!json.isObject()) {
            return json.isMissingNode() ? "exact" : "abs " + json;
        }
        return String.join(
                ", ",
                json.properties().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}
