package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** What holds for the looks of every experiment. */
final class LookChecks {

    private static final double ALPHA = 0.05;

    private LookChecks() {}

    /** They are counted from 1 on, and alpha is spent only when information grows. */
    static void areConsistent(JsonNode looks) {
        long most = 0;
        double spent = 0;
        int number = 0;
        for (JsonNode look : looks) {
            number++;
            assertThat(look.path("number").asInt()).isEqualTo(number);
            boolean grew = look.path("n").asLong() > most;
            assertThat(look.path("information_grew").asBoolean()).isEqualTo(grew);
            most = Math.max(most, look.path("n").asLong());
            if (!look.path("alpha_spent").isNull()) {
                double now = look.path("alpha_spent").asDouble();
                assertThat(now).isBetween(spent, ALPHA);
                assertThat(grew || now == spent)
                        .as("spent only when information grows")
                        .isTrue();
                spent = now;
            }
        }
    }
}
