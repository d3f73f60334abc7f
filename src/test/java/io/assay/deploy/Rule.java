package io.assay.deploy;

import java.util.List;

/** What must hold of every installation. */
enum Rule {
    RESTRICTED,
    HARDENED,
    SECRETS_BY_REFERENCE,
    RESOURCES,
    PROBES,
    PORTS,
    VOLUMES,
    TIME_TO_END,
    SELECTORS,
    REFERENCES,
    POLICY,
    DRAINABLE,
    UPDATES;

    List<String> complaints(Installation installation) {
        return switch (this) {
            case RESTRICTED -> PodSecurity.restricted(installation);
            case HARDENED -> PodSecurity.hardened(installation);
            case SECRETS_BY_REFERENCE -> PodSecurity.secretsByReference(installation);
            case RESOURCES -> PodContents.resources(installation);
            case PROBES -> PodContents.probes(installation);
            case PORTS -> PodContents.ports(installation);
            case VOLUMES -> PodContents.volumes(installation);
            case TIME_TO_END -> PodContents.timeToEnd(installation);
            case SELECTORS -> Networking.selectors(installation);
            case REFERENCES -> Networking.references(installation);
            case POLICY -> Networking.policy(installation);
            case DRAINABLE -> Availability.drainable(installation);
            case UPDATES -> Availability.updates(installation);
        };
    }
}
