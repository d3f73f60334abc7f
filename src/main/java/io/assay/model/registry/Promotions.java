package io.assay.model.registry;

import io.assay.model.run.RunModels;
import io.assay.platform.http.Caller;
import io.assay.platform.http.IfMatch;
import io.assay.platform.http.Numbered;
import io.assay.platform.http.Page;
import io.assay.platform.problem.Problem;
import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Service;

/**
 * Moves the champion: history, alias, revision and notice in one transaction, while the name is held, so that promotions of one
 * model come one after the other and a crash leaves the champion before or the one after.
 */
@Service
class Promotions {

    private final ModelRegistry registry;
    private final RegistryRepository repository;
    private final PromotionRepository history;
    private final RunModels runs;
    private final ProblemAnswer problems;

    Promotions(
            ModelRegistry registry,
            RegistryRepository repository,
            PromotionRepository history,
            RunModels runs,
            ProblemAnswer problems) {
        this.registry = registry;
        this.repository = repository;
        this.history = history;
        this.runs = runs;
        this.problems = problems;
    }

    /** The newest first. */
    List<Numbered<PromotionAnswer>> list(String name, Page page) {
        registry.get(name);
        return history.list(name, page.after(), page.lookedFor());
    }

    /**
     * The champion that a candidate has to stand against.
     *
     * @throws ProblemException with status 409 where it is itself the champion, or another one is than the caller knows of
     */
    Optional<PromotionRepository.Step> judgedAgainst(String name, PromotionRequest request) {
        Optional<PromotionRepository.Step> champion = history.champion(name);
        requireExpected(name, champion, request.expectedChampion());
        if (champion.isPresent() && champion.get().version() == request.version()) {
            throw conflict(name + ":" + request.version() + " is the champion already.");
        }
        return champion;
    }

    private static void requireExpected(
            String name, Optional<PromotionRepository.Step> champion, @Nullable Integer expected) {
        Integer now = champion.map(PromotionRepository.Step::version).orElse(null);
        if (expected != null && !expected.equals(now)) {
            throw conflict(
                    now == null
                            ? name + " has no champion, and expected_champion says " + expected + "."
                            : "The champion is " + name + ":" + now + ", and not " + expected
                                    + " as expected_champion says.");
        }
    }

    /**
     * What is to be written of a verdict.
     *
     * @param judged the champion that the candidate was held against: the verdict holds against no other
     */
    Supplier<ResponseEntity<?>> effect(
            String name,
            VersionAnswer version,
            PromotionRequest request,
            Optional<PromotionRepository.Step> judged,
            Contest contest,
            Gate.Verdict verdict,
            Caller caller) {
        return () -> {
            registry.hold(name, IfMatch.any());
            if (!history.champion(name).equals(judged)) {
                throw conflict("The champion of " + name
                        + " has changed while this was judged: the evidence is of another one. Ask again.");
            }
            if (repository.version(name, version.version()).isEmpty()) {
                throw new ProblemException(
                        ProblemType.NOT_FOUND, name + ":" + version.version() + " was taken away meanwhile.");
            }
            PromotionAnswer.Outcome outcome = outcome(verdict, request);
            PromotionRequest.SetAside override = request.override();
            Contest.Held held = contest instanceof Contest.Held one ? one : null;
            PromotionAnswer promotion = history.add(
                    new PromotionAnswer(
                            0,
                            name,
                            version.version(),
                            outcome,
                            judged.map(PromotionRepository.Step::version).orElse(null),
                            verdict.reason(),
                            override == null ? null : override.reason(),
                            verdict.checks(),
                            request.policyOrUsual(),
                            held == null ? null : held.rows(),
                            held == null ? null : PromotionAnswer.Against.of(held.compared()),
                            version.modelSha256(),
                            Instant.now().truncatedTo(ChronoUnit.MILLIS),
                            caller.name()),
                    outcome == PromotionAnswer.Outcome.REFUSED
                            ? null
                            : judged.map(PromotionRepository.Step::promotion).orElse(null));
            return outcome == PromotionAnswer.Outcome.REFUSED ? refused(promotion) : granted(promotion);
        };
    }

    /** What is damaged serves nobody, whoever wants it to. */
    private static PromotionAnswer.Outcome outcome(Gate.Verdict verdict, PromotionRequest request) {
        if (verdict.granted()) {
            return PromotionAnswer.Outcome.GRANTED;
        }
        return request.override() != null && !verdict.isUnsound()
                ? PromotionAnswer.Outcome.OVERRIDDEN
                : PromotionAnswer.Outcome.REFUSED;
    }

    private ResponseEntity<?> granted(PromotionAnswer promotion) {
        String name = promotion.name();
        repository.point(
                name, ModelReference.CHAMPION, promotion.version(), promotion.id(), promotion.at(), promotion.by());
        long revision = registry.changed(name);
        return ResponseEntity.created(
                        URI.create(ModelRegistryController.PATH + "/" + name + "/versions/" + promotion.version()))
                .eTag(IfMatch.etag(revision))
                .body(promotion);
    }

    private ResponseEntity<?> refused(PromotionAnswer promotion) {
        String path = ModelRegistryController.PATH + "/" + promotion.name() + "/promotions";
        ResponseEntity<Object> problem = problems.to(
                new ProblemException(
                        ProblemType.PROMOTION_REFUSED,
                        promotion.name() + ":" + promotion.version() + " does not become champion; "
                                + promotion.verdict() + "."),
                path);
        return ResponseEntity.status(problem.getStatusCode())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(RefusedPromotion.of((Problem) Objects.requireNonNull(problem.getBody()), promotion));
    }

    /**
     * Makes the champion before champion again, in the transaction that is open.
     *
     * @throws ProblemException with status 409 where there is none, or it is damaged
     */
    ResponseEntity<?> rollback(String name, @Nullable RollbackRequest request, Caller caller) {
        registry.hold(name, IfMatch.any());
        Optional<PromotionRepository.Step> champion = history.champion(name);
        requireExpected(name, champion, request == null ? null : request.expectedChampion());
        if (champion.isEmpty()) {
            throw conflict(name + " has no champion yet: there is nothing to go back from.");
        }
        PromotionRepository.Step back = history.before(name, champion.get())
                .orElseThrow(() -> conflict("There is no champion of " + name + " before "
                        + champion.get().version() + " to go back to."));
        VersionAnswer version = repository.version(name, back.version()).orElseThrow();
        runs.get(version.run());
        PromotionAnswer promotion = history.add(
                new PromotionAnswer(
                        0,
                        name,
                        back.version(),
                        PromotionAnswer.Outcome.ROLLED_BACK,
                        champion.get().version(),
                        null,
                        request == null ? null : request.reason(),
                        List.of(),
                        null,
                        null,
                        null,
                        version.modelSha256(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        caller.name()),
                back.below());
        return granted(promotion);
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(ProblemType.CONFLICT, detail);
    }
}
