package io.assay.model.registry;

import io.assay.model.judgement.Measured;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A card as Markdown, for people. */
final class CardMarkdown {

    /** Categories of a column that are named. */
    private static final int MOST_LEVELS = 20;

    private final StringBuilder text = new StringBuilder();

    private CardMarkdown() {}

    static String of(ModelCard card) {
        CardMarkdown markdown = new CardMarkdown();
        markdown.head(card);
        markdown.data(card);
        markdown.features(card);
        markdown.figures(card);
        markdown.segments(card);
        markdown.checks(card);
        markdown.promotions(card);
        return markdown.text.toString();
    }

    private void head(ModelCard card) {
        line("# " + card.name() + ", version " + card.version());
        line();
        line(plain(Objects.requireNonNullElse(card.intendedUse(), "Nobody has said what it is for.")));
        line();
        line(plain(card.foretells())
                + (card.aliases().isEmpty() ? "" : " It is " + String.join(", ", card.aliases()) + "."));
        line();
        table(
                List.of("", ""),
                List.of(
                        List.of("algorithm", card.training().algorithm()),
                        List.of(
                                "hyperparameters",
                                card.training().hyperparameters().toString()),
                        List.of(
                                "run",
                                card.training().run() + ", seed "
                                        + card.training().seed()),
                        List.of(
                                "trained",
                                card.training().at() + " by " + card.training().by()),
                        List.of("registered", card.registeredAt() + " by " + card.registeredBy()),
                        List.of("model, SHA-256", card.training().modelSha256()),
                        List.of("pipeline, SHA-256", card.training().pipelineSha256()),
                        List.of(
                                "tags",
                                card.tags().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(tag -> tag.getKey() + " = " + tag.getValue())
                                        .collect(Collectors.joining(", ")))));
        section("Limits");
        card.limits().forEach(limit -> line("- " + plain(limit)));
    }

    private void data(ModelCard card) {
        section("Data");
        ModelCard.Data data = card.data();
        line(String.format(
                Locale.ROOT,
                "%,d rows %s, fingerprint `%s`. It learned from %,d; %,d were held out: %s.",
                data.rows(),
                data.dataset() == null ? "that came with the request" : "of the dataset " + data.dataset(),
                data.fingerprint(),
                data.heldOut().trained(),
                data.heldOut().rows(),
                plain(data.heldOut().reason())));
        List<String> labels = data.target().labels();
        if (!labels.isEmpty()) {
            line();
            for (int i = 0; i < labels.size(); i++) {
                line(String.format(
                        Locale.ROOT,
                        "- %s: %,d rows",
                        plain(labels.get(i)),
                        data.target().rowsByLabel().get(i)));
            }
        }
        if (!data.columns().isEmpty()) {
            line();
            table(
                    List.of("column", "what it learned from", "missing"),
                    data.columns().stream()
                            .map(column -> List.of(column.column(), held(column), Long.toString(column.missing())))
                            .toList());
        }
    }

    private static String held(ModelCard.Column column) {
        return switch (column.kind()) {
            case NUMBER -> column.least() == null ? "nothing" : column.least() + " to " + column.largest();
            case CATEGORY ->
                column.levels().isEmpty() && column.others() > 0
                        ? "not shown"
                        : column.levels().stream().limit(MOST_LEVELS).collect(Collectors.joining(", "))
                                + (column.levels().size() > MOST_LEVELS || column.others() > 0 ? " and others" : "");
            case TIME -> "times";
        };
    }

    private void features(ModelCard card) {
        section("Features");
        table(
                List.of("feature", "meaning", "unit", "columns", "missing"),
                card.features().stream()
                        .map(feature -> List.of(
                                feature.name() + (Boolean.TRUE.equals(feature.pii()) ? " (personal data)" : ""),
                                Objects.requireNonNullElse(feature.meaning(), "not said"),
                                Objects.requireNonNullElse(feature.unit(), ""),
                                String.join(", ", feature.columns()),
                                percent(feature.missingShare())))
                        .toList());
        if (!card.columns().isEmpty()) {
            line();
            line("What says most: "
                    + card.columns().stream()
                            .limit(10)
                            .map(column -> plain(column.column()) + " " + percent(column.share()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private void figures(ModelCard card) {
        section("Metrics on the rows held out");
        metrics(card.metrics());
        if (card.lift() != null) {
            line();
            line("Over the folds " + lift(card.lift()) + ".");
        }
        ModelCard.Calibrated calibration = card.calibration();
        if (calibration != null) {
            line();
            line("Calibrated (%s): expected calibration error %s before, %s%s after."
                    .formatted(
                            calibration.method().name().toLowerCase(Locale.ROOT),
                            shown(calibration.eceBefore()),
                            shown(calibration.eceAfter()),
                            shown(calibration.eceInterval())));
        }
    }

    /** As "rmse 0.9921, baseline 2.478: lower by 1.486 [1.361, 1.610]". */
    private static String lift(ModelCard.Lift lift) {
        String both = "%s %s, baseline %s".formatted(plain(lift.metric()), shown(lift.first()), shown(lift.second()));
        Double difference = lift.difference();
        if (difference == null) {
            return lift.reason() == null ? both : both + ": " + plain(lift.reason());
        }
        boolean isLower = difference < 0;
        String way = isLower ? "lower by " : "higher by ";
        Interval interval = lift.interval();
        String range = interval == null
                ? ""
                : isLower
                        ? range(negated(interval.upper()), negated(interval.lower()))
                        : range(interval.lower(), interval.upper());
        return both + ": " + (difference == 0 ? "no difference" : way + shown(Math.abs(difference))) + range;
    }

    private static @Nullable Double negated(@Nullable Double value) {
        return value == null ? null : Double.valueOf(0 - value);
    }

    private void metrics(Map<String, Measured> metrics) {
        table(
                List.of("metric", "value", "interval"),
                metrics.entrySet().stream()
                        .map(metric -> List.of(
                                metric.getKey(),
                                shown(metric.getValue().value()),
                                shown(metric.getValue().interval())))
                        .toList());
    }

    private void segments(ModelCard card) {
        if (card.segments().isEmpty()) {
            return;
        }
        Set<String> personal = ModelCard.personal(card.features());
        section("Segments");
        table(
                List.of("segment", "rows", "metrics"),
                card.segments().stream()
                        .map(segment -> List.of(
                                CardLimits.words(segment, personal),
                                Long.toString(segment.rows()),
                                segment.reported()
                                        ? segment.metrics().entrySet().stream()
                                                .map(metric -> metric.getKey() + " "
                                                        + shown(metric.getValue()
                                                                .value()))
                                                .collect(Collectors.joining(", "))
                                        : Objects.requireNonNullElse(segment.reason(), "")))
                        .toList());
    }

    private void checks(ModelCard card) {
        section("Checklist: " + card.verdict().believe().name().toLowerCase(Locale.ROOT) + ", "
                + plain(card.verdict().reason()));
        table(
                List.of("check", "status", "evidence"),
                card.checks().stream().map(CardMarkdown::row).toList());
    }

    private static List<String> row(Check check) {
        return List.of(check.id(), check.status().name().toLowerCase(Locale.ROOT), check.evidence());
    }

    private void promotions(ModelCard card) {
        if (!card.promotions().isEmpty()) {
            section("Promotions");
            table(
                    List.of("when", "what", "by", "why"),
                    card.promotions().stream()
                            .map(step -> List.of(
                                    step.at().toString(),
                                    step.outcome().text(),
                                    step.by(),
                                    Objects.requireNonNullElse(
                                            step.reason(), Objects.requireNonNullElse(step.verdict(), ""))))
                            .toList());
        }
        line();
        line("SHA-256 of the card: `" + card.sha256() + "`");
    }

    private void section(String title) {
        line();
        line("## " + title);
        line();
    }

    private void table(List<String> head, List<List<String>> rows) {
        row(head);
        row(head.stream().map(cell -> "---").toList());
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        line(cells.stream().map(CardMarkdown::plain).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void line() {
        text.append('\n');
    }

    /** Words of people, which must become neither markup nor another row. */
    private static String plain(String words) {
        return words.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#!])", "\\\\$1");
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "undefined" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String shown(@Nullable Interval interval) {
        return interval == null ? "" : range(interval.lower(), interval.upper());
    }

    private static String range(@Nullable Double lower, @Nullable Double upper) {
        return " [%s, %s]".formatted(limit(lower), limit(upper));
    }

    private static String limit(@Nullable Double value) {
        return value == null ? "unbounded" : shown(value);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
