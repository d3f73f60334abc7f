package io.assay.deploy;

import java.util.List;

/** What happens on an update and when a node goes. */
final class Availability {

    private Availability() {}

    /** An eviction is possible while all pods are there, and of pods that are not ready. */
    static List<String> drainable(Installation installation) {
        Findings findings = new Findings();
        installation.ofKind("PodDisruptionBudget").forEach(budget -> {
            int may = budget.at("/spec/maxUnavailable").asInt(0);
            int must = budget.at("/spec/minAvailable").asInt(0);
            findings.unless(
                    budget.at("/spec/minAvailable").isMissingNode() ? may >= 1 : must < installation.replicas(),
                    budget,
                    "no node can be drained");
            findings.unless(
                    installation.replicas() == 1 || may < installation.replicas(), budget, "all pods may go at once");
            findings.unless(
                    budget.text("/spec/unhealthyPodEvictionPolicy").equals("AlwaysAllow"),
                    budget,
                    "a pod that is not ready keeps its node");
        });
        return findings.complaints();
    }

    /** Embedded stores: one replica, its own volume, and never two pods on it. External: new pods before old ones go. */
    static List<String> updates(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        if (installation.isExternal()) {
            findings.unless(
                    workload.text("/spec/strategy/rollingUpdate/maxUnavailable").equals("0")
                            && workload.text("/spec/strategy/rollingUpdate/maxSurge")
                                    .equals("1"),
                    workload,
                    "pods go before others are ready");
        } else {
            findings.unless(workload.kind().equals("StatefulSet"), workload, "two pods on one volume");
            findings.unless(workload.at("/spec/replicas").asInt(0) == 1, workload, "not one replica");
            findings.unless(
                    workload.text("/spec/podManagementPolicy").equals("Parallel"),
                    workload,
                    "a pod that never gets ready would have to be deleted by hand");
            findings.unless(
                    workload.items("/spec/volumeClaimTemplates")
                            .anyMatch(claim ->
                                    claim.at("/metadata/name").asString("").equals("data")
                                            && claim.at("/spec/accessModes/0")
                                                    .asString("")
                                                    .equals("ReadWriteOnce")),
                    workload,
                    "no volume for the data");
            findings.unless(
                    workload.text("/spec/persistentVolumeClaimRetentionPolicy/whenDeleted")
                                    .equals("Retain")
                            && workload.text("/spec/persistentVolumeClaimRetentionPolicy/whenScaled")
                                    .equals("Retain"),
                    workload,
                    "the volume goes with the pod");
        }
        return findings.complaints();
    }
}
