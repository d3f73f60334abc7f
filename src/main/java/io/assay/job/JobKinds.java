package io.assay.job;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The kinds of job that this version knows, by name. */
@Component
final class JobKinds {

    private final Map<String, JobKind<?>> kinds = new TreeMap<>();

    JobKinds(List<JobKind<?>> beans) {
        for (JobKind<?> kind : beans) {
            if (kinds.put(kind.name(), kind) != null) {
                throw new IllegalStateException("two kinds of job are called " + kind.name());
            }
        }
    }

    Collection<JobKind<?>> all() {
        return List.copyOf(kinds.values());
    }

    Optional<JobKind<?>> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }
}
