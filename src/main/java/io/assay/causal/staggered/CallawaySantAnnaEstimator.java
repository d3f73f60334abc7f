package io.assay.causal.staggered;

import io.assay.causal.Basis;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.Refused;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.Detectable;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.statistics.Check;
import io.assay.statistics.did.Aggregate;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.CallawaySantAnna;
import io.assay.statistics.did.GroupTimeEffects;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.LongPanel;
import io.assay.statistics.did.Multipliers;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelData;
import io.assay.statistics.did.StaggeredOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Callaway and Sant'Anna: effects by cohort and period, and averages of them. */
@Component
class CallawaySantAnnaEstimator implements StaggeredEstimator {

    static final String NAME = "callaway_santanna";

    private static final int FEW = 5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Callaway and Sant'Anna: effects by cohort and period";
    }

    @Override
    public Estimated estimate(PanelInput input, StaggeredRequest request) {
        StaggeredOptions options = request.options();
        GroupTimeEffects effects = request.isMultiplied()
                ? CallawaySantAnna.withInfluence(input.data(), options)
                : CallawaySantAnna.of(input.data(), options);
        return new Estimation(input, request, options, effects).made();
    }

    /** One estimation. */
    private static final class Estimation {

        private final PanelInput input;
        private final StaggeredRequest request;
        private final StaggeredOptions options;
        private final GroupTimeEffects effects;
        private final Figures figures;
        private final @Nullable Multipliers multipliers;
        private final Bands cellBands;

        Estimation(PanelInput input, StaggeredRequest request, StaggeredOptions options, GroupTimeEffects effects) {
            this.input = input;
            this.request = request;
            this.options = options;
            this.effects = effects;
            requireAnEffect();
            this.figures = new Figures(Double.POSITIVE_INFINITY, request.level(), "normal");
            this.multipliers = request.isMultiplied()
                    ? Multipliers.draw(effects, request.drawsOrDefault(), request.seedOrDefault())
                    : null;
            this.cellBands = bands(effects.single());
        }

        /** An average of no effects would be 0, which is not what was found. */
        private void requireAnEffect() {
            if (effects.cells().stream().noneMatch(cell -> cell.post() && cell.effect() != null)) {
                boolean adjusted =
                        request.controls() != null && !request.controls().isEmpty();
                throw Refused.at(
                        adjusted ? "/controls" : "/data",
                        "leave no effect that can be estimated: "
                                + effects.cells().stream()
                                        .filter(GroupTimeEffects.Cell::post)
                                        .map(GroupTimeEffects.Cell::reason)
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse("no cohort has a period after its treatment"));
            }
        }

        Estimated made() {
            PanelData used = CallawaySantAnna.usable(input.data(), options);
            Aggregate dynamic = Aggregate.of(effects, Aggregate.Kind.DYNAMIC);
            Aggregate headline = Aggregate.of(effects, request.headline());
            return new Estimated(
                    figures.averaged(headline.overall(), null, null),
                    estimand(),
                    basis(),
                    attGt(),
                    Figures.used(cellBands, request.drawsOrDefault(), request.seedOrDefault()),
                    averages(Aggregate.of(effects, Aggregate.Kind.SIMPLE), input::label),
                    averages(dynamic, PanelInput::number),
                    averages(Aggregate.of(effects, Aggregate.Kind.GROUP), input::label),
                    averages(Aggregate.of(effects, Aggregate.Kind.CALENDAR), input::label),
                    Tested.chiSquare(effects.preTest(), detectable(dynamic)),
                    broken(),
                    input.droppedFor(used, options.anticipation()),
                    checks(),
                    used,
                    multipliers == null ? null : request.seedOrDefault());
        }

        private Averages averages(Aggregate aggregate, DoubleFunction<Object> label) {
            List<LinearEffect> parts = aggregate.parts();
            return figures.averages(
                    aggregate.overall(),
                    parts,
                    label,
                    parts.isEmpty() ? null : bands(parts),
                    request.drawsOrDefault(),
                    request.seedOrDefault());
        }

        private Bands bands(List<LinearEffect> parts) {
            Multipliers drawn = multipliers;
            return drawn == null ? effects.bands(parts, figures.alpha()) : drawn.bands(parts, figures.alpha());
        }

        private List<GroupTime> attGt() {
            List<LinearEffect> single = effects.single();
            List<GroupTime> cells = new ArrayList<>();
            int place = 0;
            for (GroupTimeEffects.Cell cell : effects.cells()) {
                Double effect = cell.effect();
                Double error = cell.standardError();
                cells.add(new GroupTime(
                        input.label(cell.cohort()),
                        input.label(cell.period()),
                        input.label(cell.base()),
                        effect,
                        error,
                        effect == null || error == null ? null : figures.pValue(effect, error),
                        effect == null || error == null ? null : figures.interval(effect, error),
                        effect == null ? null : figures.band(single.get(place), cellBands, place),
                        cell.treated(),
                        cell.controls(),
                        cell.reference() ? "the period is its own base" : cell.reason()));
                place += effect == null ? 0 : 1;
            }
            return List.copyOf(cells);
        }

        private @Nullable Detectable detectable(Aggregate dynamic) {
            boolean universal = options.base() == StaggeredOptions.Base.UNIVERSAL;
            double reference = Broken.reference(dynamic.parts());
            return Tested.slope(
                    dynamic.parts(),
                    effects.linearCovariance(),
                    figures.alpha(),
                    time -> universal ? time - reference : 1);
        }

        /** Of effects that are all held against the same period, as sensitivity needs them. */
        private @Nullable HonestSensitivity broken() {
            GroupTimeEffects universal = effects;
            if (options.base() == StaggeredOptions.Base.VARYING) {
                StaggeredOptions same = new StaggeredOptions(
                        options.controls(), options.method(), StaggeredOptions.Base.UNIVERSAL, options.anticipation());
                universal = CallawaySantAnna.of(input.data(), same);
            }
            List<LinearEffect> parts =
                    Aggregate.of(universal, Aggregate.Kind.DYNAMIC).parts();
            return Broken.trends(parts, Broken.reference(parts), universal.linearCovariance(), request.level());
        }

        private String estimand() {
            String which = switch (request.headline()) {
                case SIMPLE -> "over all cohorts and periods from treatment on";
                case DYNAMIC -> "over the times since treatment, each counted once";
                case GROUP -> "over treated units, each with its mean effect from treatment on";
                case CALENDAR -> "over the periods, each counted once";
            };
            String controls = switch (options.controls()) {
                case NEVERTREATED -> "units that are never treated";
                case NOTYETTREATED -> "units that are not treated yet";
            };
            boolean adjusted = request.controls() != null && !request.controls().isEmpty();
            return "The average effect of treatment on the treated " + which + ", if without treatment they would have"
                    + " changed as " + controls + " did" + (adjusted ? " given the controls." : ".");
        }

        private Basis basis() {
            List<String> notes = new ArrayList<>();
            notes.add("The influence of estimated cohort shares on averages is counted.");
            if (multipliers != null) {
                notes.add("Simultaneous intervals have a critical value and standard errors of their own.");
            }
            return new Basis("reference", "influence_function", 1, 0, clusters(), "normal", null, notes);
        }

        private @Nullable Integer clusters() {
            PanelData data = input.data();
            boolean named = (data instanceof Panel panel && panel.clusters() != null)
                    || (data instanceof LongPanel rows && !rows.ways().isEmpty());
            return named ? (int) data.clusters(0, data.cohorts().length) : null;
        }

        private List<Check> checks() {
            List<Check> checks = new ArrayList<>();
            int incomplete = input.droppedAs(PanelInput.LACKING);
            if (incomplete > 0) {
                checks.add(new Check(
                        "complete_units",
                        Check.Status.WARN,
                        String.format(
                                Locale.ROOT,
                                "%,d rows are left out, as their units lack a period: the effects are of units that are always there.",
                                incomplete),
                        "Ask with allow_unbalanced_panel for the effects with all rows, and compare."));
            }
            List<GroupTimeEffects.Cell> lacking = effects.cells().stream()
                    .filter(cell -> cell.effect() == null)
                    .toList();
            if (!lacking.isEmpty()) {
                GroupTimeEffects.Cell first = lacking.getFirst();
                checks.add(new Check(
                        "comparable_units",
                        Check.Status.WARN,
                        String.format(
                                Locale.ROOT,
                                "%d of %d effects cannot be had and are left out of the averages; cohort %s in %s: %s.",
                                lacking.size(),
                                effects.cells().size(),
                                input.label(first.cohort()),
                                input.label(first.period()),
                                first.reason()),
                        "Use fewer covariates, or look at the effects that there are."));
            }
            List<String> small = effects.cells().stream()
                    .filter(cell -> cell.treated() < FEW)
                    .map(cell -> String.valueOf(input.label(cell.cohort())))
                    .distinct()
                    .toList();
            boolean lone = effects.cells().stream().anyMatch(cell -> cell.treated() == 1);
            checks.add(new Check(
                    "cohort_sizes",
                    small.isEmpty() ? Check.Status.PASS : lone ? Check.Status.FAIL : Check.Status.WARN,
                    small.isEmpty()
                            ? "Every cohort has " + FEW + " units or more."
                            : "Cohorts of fewer than " + FEW + " units: " + String.join(", ", small) + ".",
                    small.isEmpty()
                            ? null
                            : lone
                                    ? "One unit says nothing of how much its cohort varies, and its standard errors take that for 0:"
                                            + " join it with others, or leave it out."
                                    : "Their standard errors are too small; join them with others if they may be."));
            return checks;
        }
    }
}
