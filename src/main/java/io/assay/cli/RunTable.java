package io.assay.cli;

import tools.jackson.databind.JsonNode;

/** What people want to know of a run first. */
final class RunTable {

    private RunTable() {}

    static void write(Listing listing, JsonNode run) {
        listing.add("run", run.path("id"));
        listing.add("experiment", run.path("experiment"));
        listing.add("algorithm", run.path("algorithm"));
        listing.add("believe", run.path("verdict").path("believe"));
        listing.add("why", run.path("verdict").path("reason"));
        listing.add("rows trained on", run.path("held_out").path("trained"));
        listing.add("rows held out", run.path("held_out").path("rows"));
        listing.add("model sha256", run.path("model").path("sha256"));
        JsonNode mlflow = run.path("mlflow");
        if (mlflow.isObject()) {
            listing.add("mlflow", mlflow.path("state"));
        }
        judgement(listing, run.path("judgement"));
        JsonNode models = run.path("evaluation").path("models");
        listing.heading("over the folds, mean and standard deviation");
        for (JsonNode model : models) {
            model.path("metrics").properties().forEach(metric -> {
                JsonNode folds = metric.getValue();
                listing.row(
                        model.path("algorithm").asString(""),
                        metric.getKey(),
                        Listing.text(folds.path("mean")),
                        Listing.text(folds.path("std")));
            });
        }
        checks(listing, run.path("checks"));
        run.path("evaluation").path("warnings").forEach(warning -> listing.sentence("! " + warning.asString("")));
    }

    /** Metrics with their intervals. */
    static void judgement(Listing listing, JsonNode judgement) {
        listing.heading("on rows that the model has not seen");
        judgement.path("metrics").properties().forEach(metric -> {
            JsonNode interval = metric.getValue().path("interval");
            listing.row(
                    metric.getKey(),
                    Listing.text(metric.getValue().path("value")),
                    interval.isObject()
                            ? Listing.text(interval.path("lower")) + " to " + Listing.text(interval.path("upper"))
                            : "");
        });
    }

    static void checks(Listing listing, JsonNode checks) {
        listing.heading("checks");
        for (JsonNode check : checks) {
            listing.row(
                    check.path("status").asString(""),
                    check.path("id").asString(""),
                    check.path("evidence").asString(""));
        }
    }
}
