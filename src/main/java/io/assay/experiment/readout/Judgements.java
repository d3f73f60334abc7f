package io.assay.experiment.readout;

import io.assay.experiment.readout.Family.Judgement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * One family of contrasts under several inferences.
 *
 * @param members in the order of their families
 * @param inferences in the order of the answer
 * @param families one an inference
 * @param byContrast of every contrast, one an inference
 */
record Judgements(
        List<Contrast> members,
        List<Inference> inferences,
        List<Family> families,
        IdentityHashMap<Contrast, List<Judgement>> byContrast) {

    static Judgements of(
            List<InferenceKind> kinds,
            PlanState state,
            MultiplicityMethod method,
            double alpha,
            List<Contrast> members,
            int size) {
        double tuningAlpha = method == MultiplicityMethod.NONE ? alpha : alpha / size;
        List<Inference> inferences = kinds.stream()
                .map(kind -> Inference.of(kind, state, tuningAlpha))
                .toList();
        List<Family> families = inferences.stream()
                .map(inference -> Family.of(members, size, inference, method, alpha))
                .toList();
        IdentityHashMap<Contrast, List<Judgement>> byContrast = new IdentityHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            List<Judgement> judgements = new ArrayList<>(families.size());
            for (Family family : families) {
                judgements.add(family.judgements().get(i));
            }
            byContrast.put(members.get(i), judgements);
        }
        return new Judgements(members, inferences, families, byContrast);
    }

    /** One an inference, in their order. */
    List<Judgement> of(Contrast contrast) {
        return byContrast.getOrDefault(contrast, List.of());
    }

    Family under(InferenceKind kind) {
        return families.get(place(kind));
    }

    Inference inference(InferenceKind kind) {
        return inferences.get(place(kind));
    }

    private int place(InferenceKind kind) {
        for (int i = 0; i < inferences.size(); i++) {
            if (inferences.get(i).kind() == kind) {
                return i;
            }
        }
        throw new IllegalStateException("the inference to act on is always among those that are read");
    }
}
