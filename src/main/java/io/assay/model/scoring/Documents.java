package io.assay.model.scoring;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a document must be, for whoever reads one that somebody else may have written. */
final class Documents {

    private Documents() {}

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("the model's document " + what);
        }
    }

    /** Jackson gives null for a member that is not there. */
    static <T> T present(@Nullable T member, String name) {
        if (member == null) {
            throw new IllegalArgumentException("the model's document has no " + name);
        }
        return member;
    }

    static List<String> names(@Nullable List<String> features) {
        List<String> names = List.copyOf(present(features, "features"));
        require(new HashSet<>(names).size() == names.size(), "names a feature twice");
        return names;
    }

    static double[] finite(double @Nullable [] numbers, String name) {
        double[] given = present(numbers, name);
        for (double number : given) {
            require(Double.isFinite(number), "has a number among its " + name + " that is not finite");
        }
        return given;
    }

    /** Whether a task may have a link with so many outputs. */
    static void requireFitting(Task task, Link link, int outputs) {
        boolean fits = switch (task) {
            case BINARY -> outputs == 1 && link != Link.SOFTMAX;
            case MULTICLASS -> outputs > 2 && link != Link.LOGIT;
            case REGRESSION -> outputs == 1 && link == Link.IDENTITY;
        };
        require(fits, "has %d outputs with the link %s, which a model of its task has not".formatted(outputs, link));
    }
}
