package io.assay.model.registry;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.FittedDocument;
import io.assay.model.evaluation.Calibration;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Explanation;
import io.assay.model.evaluation.Trainings.HeldOut;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.SegmentReading;
import io.assay.model.run.RunModels;
import io.assay.platform.json.CanonicalJson;
import io.assay.statistics.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes model cards. */
@Component
class Cards {

    private static final TypeReference<List<Check>> CHECKS = new TypeReference<>() {};

    private final RunModels runs;
    private final PromotionRepository history;
    private final CanonicalJson canonical;
    private final JsonMapper json;

    Cards(RunModels runs, PromotionRepository history, CanonicalJson canonical, JsonMapper json) {
        this.runs = runs;
        this.history = history;
        this.canonical = canonical;
        this.json = json;
    }

    /** @throws io.assay.platform.problem.ProblemException with status 409 where its run is damaged */
    ModelCard of(VersionAnswer version) {
        RunModels.Ready ready = runs.get(version.run());
        ObjectNode run = ready.run();
        FittedDocument pipeline = ready.served().pipeline().document();
        EvaluationAnswer.Target target = part(run, "/evaluation/target", EvaluationAnswer.Target.class);
        Judgement judgement = part(run, "/judgement", Judgement.class);
        HeldOut heldOut = part(run, "/held_out", HeldOut.class);
        Calibration calibration = optional(run, "/evaluation/calibration", Calibration.class);
        List<ModelCard.Feature> features = features(pipeline);
        Set<String> personal = ModelCard.personal(features);
        List<Check> checks = json.convertValue(run.path("checks"), CHECKS).stream()
                .map(check -> nameless(check, judgement.segments(), personal))
                .toList();
        List<SegmentReading> segments = judgement.segments().stream()
                .map(segment -> personal.contains(segment.column()) ? nameless(segment) : segment)
                .toList();
        List<PromotionAnswer> promotions = history.of(version.name(), version.version());
        ModelCard card = new ModelCard(
                version.name(),
                version.version(),
                version.description(),
                CardLimits.foretells(target),
                version.aliases(),
                version.tags(),
                version.createdAt(),
                version.createdBy(),
                training(run),
                new ModelCard.Data(
                        run.at("/source/dataset").asStringOpt().orElse(null),
                        run.at("/source/fingerprint").stringValue(),
                        run.at("/source/rows").longValue(),
                        target,
                        heldOut,
                        runs.reference(version.run())
                                .map(reference -> reference.columns().stream()
                                        .map(column -> ModelCard.Column.of(column, personal.contains(column.column())))
                                        .toList())
                                .orElse(List.of())),
                features,
                judgement.metrics(),
                lift(run),
                calibration == null
                        ? null
                        : new ModelCard.Calibrated(
                                calibration.method(),
                                calibration.eceBefore(),
                                calibration.eceAfter(),
                                calibration.eceInterval()),
                shares(optional(run, "/explanation", Explanation.class)),
                segments,
                checks,
                part(run, "/verdict", EvaluationAnswer.Verdict.class),
                CardLimits.of(
                        version,
                        target,
                        heldOut,
                        features,
                        segments,
                        personal,
                        judgement,
                        calibration,
                        checks,
                        promotions),
                promotions.stream()
                        .map(one -> new ModelCard.Step(
                                one.id(), one.outcome(), one.verdict(), one.reason(), one.at(), one.by()))
                        .toList(),
                "");
        ObjectNode hashed = json.valueToTree(card);
        hashed.remove("sha256");
        return card.withSha256(canonical.sha256(hashed));
    }

    /** Without the value, which is somebody's. */
    private static SegmentReading nameless(SegmentReading segment) {
        return new SegmentReading(
                segment.column(),
                null,
                segment.rows(),
                segment.positives(),
                segment.reported(),
                segment.reason(),
                segment.metrics());
    }

    /** The checklist names segments as this does, and they are to stay unnamed. */
    private static Check nameless(Check check, List<SegmentReading> segments, Set<String> personal) {
        String evidence = check.evidence();
        List<SegmentReading> longestFirst = segments.stream()
                .filter(segment -> segment.value() != null && personal.contains(segment.column()))
                .sorted(Comparator.comparingInt((SegmentReading segment) ->
                                String.valueOf(segment.value()).length())
                        .reversed())
                .toList();
        for (SegmentReading segment : longestFirst) {
            evidence = evidence.replace(segment.column() + " " + segment.value(), CardLimits.words(segment, personal));
        }
        return new Check(check.id(), check.status(), evidence, check.advice());
    }

    private <T> T part(ObjectNode run, String pointer, Class<T> type) {
        return json.convertValue(run.at(pointer), type);
    }

    private <T> @Nullable T optional(ObjectNode run, String pointer, Class<T> type) {
        JsonNode node = run.at(pointer);
        return node.isObject() ? json.convertValue(node, type) : null;
    }

    private static ModelCard.Training training(ObjectNode run) {
        return new ModelCard.Training(
                run.path("id").stringValue(),
                run.at("/model/sha256").stringValue(),
                run.path("pipeline_sha256").stringValue(),
                run.path("algorithm").stringValue(),
                (ObjectNode) run.path("hyperparameters"),
                run.path("seed").longValue(),
                run.path("code_version").stringValue(),
                Instant.parse(run.path("created_at").stringValue()),
                run.path("created_by").stringValue());
    }

    private static List<ModelCard.Feature> features(FittedDocument pipeline) {
        List<ModelCard.Feature> features = new ArrayList<>();
        List<FeatureDefinition> defined = pipeline.pipeline().features();
        for (int i = 0; i < defined.size(); i++) {
            FeatureDefinition feature = defined.get(i);
            features.add(new ModelCard.Feature(
                    feature.name(),
                    feature.hasMeaning() ? feature.meaning() : null,
                    feature.unit(),
                    feature.owner(),
                    feature.pii(),
                    feature.inputs(),
                    pipeline.features().get(i).report().missingShare()));
        }
        return features;
    }

    /** Of the algorithm that was chosen. */
    private ModelCard.@Nullable Lift lift(ObjectNode run) {
        String algorithm = run.path("algorithm").stringValue();
        for (JsonNode model : run.at("/evaluation/models").values()) {
            if (model.path("algorithm").stringValue().equals(algorithm)
                    && model.path("lift").isObject()) {
                return ModelCard.Lift.of(
                        run.at("/evaluation/choice/metric").stringValue(),
                        json.convertValue(model.path("lift"), ComparedMetric.class));
            }
        }
        return null;
    }

    private static List<ModelCard.Share> shares(@Nullable Explanation explanation) {
        return explanation == null
                ? List.of()
                : explanation.columns().stream()
                        .map(column -> new ModelCard.Share(column.column(), column.share()))
                        .toList();
    }
}
