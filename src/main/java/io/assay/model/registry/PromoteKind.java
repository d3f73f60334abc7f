package io.assay.model.registry;

import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.SmallWork;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.evaluation.Rivals;
import io.assay.model.run.RunModels;
import io.assay.model.run.RunModels.Ready;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Judges whether a version may become champion, and makes it champion, or says why not. */
@Component
class PromoteKind implements JobKind<PromoteKind.Parameters> {

    private static final TypeReference<List<Check>> CHECKS = new TypeReference<>() {};

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final ModelRegistry registry;
    private final Promotions promotions;
    private final RunModels runs;
    private final Contests contests;
    private final Tables tables;
    private final SmallWork small;
    private final AnalysisTimer timer;
    private final JsonMapper json;

    PromoteKind(
            ModelRegistry registry,
            Promotions promotions,
            RunModels runs,
            Contests contests,
            Tables tables,
            SmallWork small,
            AnalysisTimer timer,
            JsonMapper json) {
        this.registry = registry;
        this.promotions = promotions;
        this.runs = runs;
        this.contests = contests;
        this.tables = tables;
        this.small = small;
        this.timer = timer;
        this.json = json;
    }

    /** @param mayBeLaxer whether who asked may ask less of a version than is usual */
    record Parameters(String name, PromotionRequest request, boolean mayBeLaxer) {}

    @Override
    public String name() {
        return "model_promotion";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        VersionAnswer version = candidate(parameters);
        if (registry.champion(parameters.name()).isEmpty()) {
            return true;
        }
        Optional<Ready> ready = sound(version.run());
        if (ready.isEmpty()) {
            return true;
        }
        TableData data = parameters.request().data();
        return small.is(
                tables.rows(data == null ? ready.get().request().data() : data),
                2 * ready.get().served().pipeline().names().size());
    }

    private VersionAnswer candidate(Parameters parameters) {
        return registry.find(
                new ModelReference(parameters.name(), parameters.request().version(), null));
    }

    private Optional<Ready> sound(String run) {
        try {
            return Optional.of(runs.get(run));
        } catch (ProblemException unsound) {
            if (unsound.type() == ProblemType.CONFLICT) {
                return Optional.empty();
            }
            throw unsound;
        }
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        PromotionRequest request = parameters.request();
        VersionAnswer version = candidate(parameters);
        Optional<PromotionRepository.Step> champion = promotions.judgedAgainst(parameters.name(), request);
        Optional<Ready> ready = sound(version.run());
        ObjectNode run = ready.map(Ready::run).orElseGet(() -> document(version.run()));
        Contest contest = timer.time("model_promotion", () -> contest(parameters, champion, ready, context));
        if (contest instanceof Contest.Held held && !parameters.mayBeLaxer()) {
            requireUsual(request.policyOrUsual(), held.compared());
        }
        Gate.Verdict verdict = Gate.judge(
                new Candidate(
                        ready.isPresent()
                                ? null
                                : "a file of the run " + version.run()
                                        + " has another SHA-256, or its parity rows come out differently",
                        contests.target(run),
                        json.convertValue(run.path("checks"), CHECKS),
                        json.convertValue(run.path("undocumented"), NAMES)),
                contest,
                request.policyOrUsual());
        return promotions.effect(parameters.name(), version, request, champion, contest, verdict, context.caller());
    }

    private ObjectNode document(String run) {
        return runs.find(run)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "The version's run is gone."));
    }

    /** What is usual depends on the metric and on the champion's value, which are known only now. */
    private static void requireUsual(PromotionPolicy policy, Rivals.Compared compared) {
        if (policy.isLaxer(compared.metric(), compared.compared().second())) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Only an admin may promote with a margin above the usual one, which is %s of %s here."
                            .formatted(
                                    PromotionPolicy.usual()
                                            .marginOf(
                                                    compared.metric(),
                                                    compared.compared().second()),
                                    compared.metric()));
        }
    }

    private Contest contest(
            Parameters parameters,
            Optional<PromotionRepository.Step> champion,
            Optional<Ready> ready,
            JobContext context) {
        if (champion.isEmpty()) {
            return new Contest.First();
        }
        String run = registry.find(
                        new ModelReference(parameters.name(), champion.get().version(), null))
                .run();
        Optional<Ready> standing = sound(run);
        if (standing.isEmpty()) {
            return new Contest.Broken(contests.target(document(run)), "its run " + run + " is damaged");
        }
        return ready.isEmpty()
                ? new Contest.Impossible(contests.target(standing.get().run()), "the candidate is damaged")
                : contests.hold(ready.get(), standing.get(), data(parameters), context);
    }

    private static @Nullable TableData data(Parameters parameters) {
        return parameters.request().data();
    }
}
