package io.assay.experiment.registry;

import io.assay.experiment.Wording;
import io.assay.experiment.design.DesignAnswer;
import io.assay.experiment.design.DesignClaim;
import io.assay.experiment.design.DesignMetric;
import io.assay.experiment.design.DesignPlan;
import io.assay.experiment.design.DesignRequest;
import io.assay.experiment.design.DesignSize;
import io.assay.experiment.design.Multiplicity;
import io.assay.experiment.design.Solve;
import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Role;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The size of an experiment, by the engine behind {@code /experiments/design}. */
final class Planning {

    /** Units of which one person has many: arms mix within a person, and values are not independent. */
    private static final Set<String> TOO_FINE =
            Set.of("session", "visit", "page_view", "pageview", "page view", "request", "impression", "event", "hit");

    private static final double WEEK = 7;

    private Planning() {}

    /**
     * The size of a valid definition.
     *
     * @param pointers where the definition is in what was posted
     * @throws ProblemException with status 422 where it leads to none, by the definition's own fields
     */
    static PlannedSize size(ExperimentDefinition definition, UnaryOperator<String> pointers) {
        Long given = definition.plannedN();
        if (given != null) {
            return given(definition, given);
        }
        Violations violations = new Violations();
        DesignRequest request = request(definition);
        request.metric().validate(violations);
        refuse(definition, violations, "/metric", pointers);
        request.validate(violations);
        refuse(definition, violations, "", pointers);
        DesignSize size;
        try {
            size = DesignSize.of(request);
        } catch (InvalidInputException impossible) {
            violations.reject("/" + impossible.parameter(), impossible.detail());
            refuse(definition, violations, "", pointers);
            throw impossible;
        }
        if (size.sampleSize() == null) {
            violations.reject("/metric", "leads to no size: no number of units finds the effect with this power");
            refuse(definition, violations, "", pointers);
        }
        return designed(definition, size);
    }

    private static void refuse(
            ExperimentDefinition definition, Violations violations, String below, UnaryOperator<String> pointers) {
        List<FieldError> errors = violations.errors().stream()
                .map(error ->
                        new FieldError(pointers.apply(pointer(definition, below + error.pointer())), error.detail()))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The experiment has no size.", errors);
        }
    }

    /** Where the definition has what a design calls by another name. */
    private static String pointer(ExperimentDefinition definition, String ofDesign) {
        if (ofDesign.equals("/metric/quantile")) {
            return pointerOfPrimary(definition) + "/quantile";
        }
        if (ofDesign.startsWith("/metric")) {
            return "/baseline" + ofDesign.substring("/metric".length());
        }
        return switch (ofDesign) {
            case "/effect" -> pointerOfPrimary(definition) + "/minimum_detectable_effect";
            case "/weights" -> "/arms";
            case "/alpha", "/power", "/daily_units" -> ofDesign;
            default -> ofDesign.startsWith("/plan") ? ofDesign : "/baseline";
        };
    }

    private static String pointerOfPrimary(ExperimentDefinition definition) {
        return "/metrics/" + definition.metrics().indexOf(definition.primary());
    }

    private static PlannedSize designed(ExperimentDefinition definition, DesignSize design) {
        DesignAnswer.SampleSize size = Objects.requireNonNull(design.sampleSize(), "checked");
        List<String> warnings = new ArrayList<>(warnings(definition));
        warnings.addAll(design.warnings());
        return new PlannedSize(
                size.total(),
                inOrderOfArms(definition, size.perArm()),
                PlannedSize.Source.DESIGN,
                design.power(),
                definition.primary().minimumDetectableEffect(),
                design.duration() == null ? null : design.duration().weeks(),
                design.interpretation(),
                warnings);
    }

    private static PlannedSize given(ExperimentDefinition definition, long plannedN) {
        double weights = definition.arms().stream()
                .mapToDouble(ArmDefinition::weightOrDefault)
                .sum();
        List<Long> perArm = definition.arms().stream()
                .map(arm -> Math.round(plannedN * (arm.weightOrDefault() / weights)))
                .toList();
        Double daily = definition.dailyUnits();
        Long weeks = daily == null ? null : (Long) (long) Math.max(1, Math.ceil(plannedN / (WEEK * daily)));
        return new PlannedSize(
                plannedN,
                perArm,
                PlannedSize.Source.GIVEN,
                null,
                definition.primary().minimumDetectableEffect(),
                weeks,
                "It is to end at " + Wording.units((double) plannedN) + " in all arms"
                        + (weeks == null ? "." : ", which takes " + weeks + (weeks == 1 ? " week." : " weeks.")),
                warnings(definition));
    }

    private static List<String> warnings(ExperimentDefinition definition) {
        List<String> warnings = new ArrayList<>();
        String unit = definition.randomisationUnit().toLowerCase(Locale.ROOT);
        if (TOO_FINE.contains(unit)) {
            warnings.add("A " + unit
                    + " is too fine a unit of randomisation: one person sees several arms, and what one person "
                    + "does is counted as independent. Randomise at the user.");
        }
        PlanDefinition plan = definition.planOrDefault();
        if (plan.prior() != null || plan.betaPrior() != null) {
            warnings.add(
                    "A prior that says something can ship without data: a bayesian plan has no error rate but with the flat "
                            + "prior, and its size is that of the flat prior or of the normal one.");
        }
        if (plan.kindOrDefault() == InferenceKind.ALWAYS_VALID
                && plan.alwaysValid() != null
                && plan.alwaysValid() != AlwaysValidMethod.ASYMPTOTIC) {
            warnings.add(
                    "The size is that of the asymptotic confidence sequence; the one that was chosen takes a little more or less.");
        }
        if (definition.multiplicityOrDefault() == MultiplicityMethod.NONE
                && definition.arms().size() > 2) {
            warnings.add(
                    "Nothing corrects for the number of arms: with each one more, one that does nothing is shipped more often.");
        }
        if (definition.metrics().stream().anyMatch(metric -> metric.role() == Role.GUARDRAIL)) {
            warnings.add(
                    "The size is for the primary metric alone: ask design with power_of decision whether the guardrails can be "
                            + "shown to hold with it.");
        }
        if (!definition.rampOrNone().isEmpty()) {
            warnings.add(
                    "Units of the ramp tell less than those of the planned split, and the size counts them alike.");
        }
        return warnings;
    }

    private static DesignRequest request(ExperimentDefinition definition) {
        MetricDefinition primary = definition.primary();
        Baseline baseline = Objects.requireNonNull(definition.baseline());
        DesignMetric metric = baseline.of(primary.kind(), primary.quantile());
        Alternative alternative = primary.alternative() == null ? Alternative.TWO_SIDED : primary.alternative();
        Direction good = good(primary.directionOrDefault(), alternative);
        double size = Objects.requireNonNull(primary.minimumDetectableEffect());
        int treatments = definition.arms().size() - 1;
        return new DesignRequest(
                Solve.SAMPLE_SIZE,
                metric,
                good == Direction.INCREASE ? size : -size,
                Scale.RELATIVE,
                null,
                null,
                good,
                alternative == Alternative.TWO_SIDED ? DesignClaim.DIFFERENCE : DesignClaim.SUPERIORITY,
                null,
                definition.alphaOrDefault(),
                definition.powerOrDefault(),
                null,
                null,
                controlFirst(definition),
                treatments == 1 ? null : multiplicity(definition),
                plan(definition),
                null,
                null,
                definition.dailyUnits(),
                null,
                null);
    }

    private static Direction good(Direction direction, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> direction;
            case GREATER -> Direction.INCREASE;
            case LESS -> Direction.DECREASE;
        };
    }

    /** Stepwise procedures reject at least what the single-step one of their kind does: sized by that, they have the power. */
    private static Multiplicity multiplicity(ExperimentDefinition definition) {
        return new Multiplicity(
                switch (definition.multiplicityOrDefault()) {
                    case NONE -> Multiplicity.Method.NONE;
                    case SIDAK, HOLM_SIDAK, HOCHBERG_SIDAK -> Multiplicity.Method.SIDAK;
                    case DUNNETT ->
                        definition.planOrDefault().kindOrDefault() == InferenceKind.FIXED_HORIZON
                                ? Multiplicity.Method.DUNNETT
                                : Multiplicity.Method.BONFERRONI;
                    case BONFERRONI, HOLM_BONFERRONI, HOCHBERG_BONFERRONI, BENJAMINI_HOCHBERG, BENJAMINI_YEKUTIELI ->
                        Multiplicity.Method.BONFERRONI;
                },
                null);
    }

    private static DesignPlan plan(ExperimentDefinition definition) {
        PlanDefinition plan = definition.planOrDefault();
        return new DesignPlan(
                plan.kindOrDefault(), plan.plannedLooks(), null, plan.spending(), null, null, null, plan.prior());
    }

    private static int control(ExperimentDefinition definition) {
        String control = definition.controlOrDefault();
        return definition.arms().stream().map(ArmDefinition::key).toList().indexOf(control);
    }

    private static List<Double> controlFirst(ExperimentDefinition definition) {
        List<Double> weights = new ArrayList<>(
                definition.arms().stream().map(ArmDefinition::weightOrDefault).toList());
        weights.addFirst(weights.remove(control(definition)));
        return weights;
    }

    private static List<Long> inOrderOfArms(ExperimentDefinition definition, List<Long> controlFirst) {
        List<Long> perArm = new ArrayList<>(controlFirst);
        perArm.add(control(definition), perArm.removeFirst());
        return perArm;
    }
}
