package io.assay.data.store;

import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.json.NearestName;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Profiles a dataset, and keeps the profile. */
@Component
final class ProfileKind implements JobKind<ProfileKind.Request> {

    private static final long SMALL = 200_000;

    /** A column of few rows takes as long as one of so many: that of its statements. */
    private static final long LEAST_ROWS = 5_000;

    /**
     * What to profile.
     *
     * @param target name of a column; empty for none
     * @param positive its value that counts as positive; empty where it was not said
     */
    record Request(String dataset, String target, String positive, long cells) {}

    private final DatasetService service;
    private final DatasetRepository repository;
    private final Profiling profiling;
    private final JsonMapper json;

    ProfileKind(DatasetService service, DatasetRepository repository, Profiling profiling, JsonMapper json) {
        this.service = service;
        this.repository = repository;
        this.profiling = profiling;
        this.json = json;
    }

    @Override
    public String name() {
        return "dataset_profile";
    }

    @Override
    public Class<Request> parameters() {
        return Request.class;
    }

    @Override
    public boolean isSmall(Request request) {
        return request.cells() <= SMALL || kept(request) != null;
    }

    /** The request, if there is such a dataset and column. */
    Request request(String id, @Nullable String target, @Nullable String positive) {
        Dataset dataset = service.get(id);
        if (target != null) {
            List<String> names =
                    dataset.columns().stream().map(StoredColumn::name).toList();
            if (!names.contains(target)) {
                throw new ProblemException(
                        ProblemType.IMPOSSIBLE_INPUT,
                        "The dataset has no column " + target
                                + NearestName.to(target, names)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("."));
            }
        } else if (positive != null) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST, "The query parameter positive needs the parameter target.");
        }
        return new Request(
                id,
                target == null ? "" : target,
                positive == null ? "" : positive,
                Math.max(LEAST_ROWS, dataset.rows()) * dataset.columns().size());
    }

    /** The profile that was computed before; 404 where there is none. */
    ResponseEntity<byte[]> kept(String id, @Nullable String target, @Nullable String positive) {
        ResponseEntity<byte[]> kept = kept(request(id, target, positive));
        if (kept == null) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "This profile was not computed yet; POST to this path computes it.");
        }
        return kept;
    }

    private @Nullable ResponseEntity<byte[]> kept(Request request) {
        return repository
                .profile(request.dataset(), request.target(), request.positive())
                .map(ProfileKind::answer)
                .orElse(null);
    }

    private static ResponseEntity<byte[]> answer(String document) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(document.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Request request, JobContext context) {
        ResponseEntity<byte[]> kept = kept(request);
        if (kept != null) {
            return () -> kept;
        }
        Dataset dataset = service.get(request.dataset());
        Profile profile = profiling.profile(
                dataset,
                service.file(dataset),
                request.target().isEmpty() ? null : request.target(),
                request.positive().isEmpty() ? null : request.positive(),
                context);
        String document = json.writeValueAsString(profile);
        return () -> {
            if (repository.lock(request.dataset()).isEmpty()) {
                throw DatasetService.unknown(request.dataset());
            }
            repository.keepProfile(request.dataset(), request.target(), request.positive(), document);
            return answer(document);
        };
    }
}
