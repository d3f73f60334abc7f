package io.assay.deploy;

import java.util.ArrayList;
import java.util.List;

/** What a rule has against an installation. */
final class Findings {

    private final List<String> complaints = new ArrayList<>();

    /** Complains where something does not hold. */
    void unless(boolean holds, String complaint) {
        if (!holds) {
            complaints.add(complaint);
        }
    }

    void unless(boolean holds, Manifest of, String complaint) {
        unless(holds, of + ": " + complaint);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
