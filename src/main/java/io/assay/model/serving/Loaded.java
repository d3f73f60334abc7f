package io.assay.model.serving;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.FittedDocument.InputColumn;
import io.assay.feature.pipeline.FittedFeature;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Explaining;
import io.assay.model.evaluation.Explanation;
import io.assay.model.evaluation.Served;
import io.assay.model.judgement.ThresholdReading;
import io.assay.model.profile.ColumnProfile;
import io.assay.model.profile.ReferenceProfile;
import io.assay.model.registry.RegisteredVersion;
import io.assay.model.run.RunModels;
import io.assay.model.scoring.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A registered version in memory, proved sound: all that is needed to score rows, and no more. Immutable; as many threads as
 * like may use it at once.
 */
public final class Loaded {

    private final RegisteredVersion version;
    private final Served served;
    private final @Nullable Double threshold;
    private final List<InputColumn> inputs;
    private final Set<String> known;
    private final List<String> outputs;
    private final long bytes;

    /** Which columns features were made of, once for each choice of columns; and for each feature of the pipeline its place. */
    private final List<String> groups;

    private final int[] groupOfFeature;

    private final int[] groupOfInput;

    /** What features made of these columns say, by the columns. */
    private final Map<String, Words> words;

    private final List<String> columnsOfOutputs;

    private final long bytesPerRow;

    private final long bytesPerExplainedRow;

    /** By input what numbers the training rows had; NaN where that is not known. */
    private final double[] least;

    private final double[] largest;

    /**
     * What columns are called in the business.
     *
     * @param columns of which the features are made
     */
    record Words(
            List<String> columns,
            @Nullable String meaning,
            @Nullable String unit) {}

    /** @param reference what the training rows were like; null of a run that did not keep it */
    Loaded(RegisteredVersion version, RunModels.Ready ready, @Nullable ReferenceProfile reference, long bytes) {
        this(
                version,
                ready.served(),
                threshold(ready.run()),
                known(ready.run(), ready.served()),
                extremes(ready.served(), reference, ColumnProfile::least),
                extremes(ready.served(), reference, ColumnProfile::largest),
                bytes);
    }

    private Loaded(
            RegisteredVersion version,
            Served served,
            @Nullable Double threshold,
            Set<String> known,
            double[] least,
            double[] largest,
            long bytes) {
        this.least = least;
        this.largest = largest;
        this.version = version;
        this.served = served;
        this.threshold = threshold;
        this.known = known;
        this.bytes = bytes;
        this.bytesPerRow = served.bytesPerRow(false);
        this.bytesPerExplainedRow = served.bytesPerRow(true);
        this.inputs = served.pipeline().document().inputs();
        this.outputs = Explaining.outputs(served.target());
        this.columnsOfOutputs = Explaining.columns(served.pipeline());
        List<FittedFeature> features = served.pipeline().document().features();
        Map<String, Integer> places = new LinkedHashMap<>();
        this.groupOfFeature = new int[features.size()];
        for (int i = 0; i < groupOfFeature.length; i++) {
            Integer place = places.putIfAbsent(joined(features.get(i).columns()), places.size());
            groupOfFeature[i] = place == null ? places.size() - 1 : place;
        }
        inputs.forEach(input -> places.putIfAbsent(input.name(), places.size()));
        this.groupOfInput =
                inputs.stream().map(InputColumn::name).mapToInt(places::get).toArray();
        this.groups = List.copyOf(places.keySet());
        this.words = words(served, features);
    }

    private static String joined(List<String> columns) {
        return String.join(" × ", columns);
    }

    /** Several features of the same columns mean what each of them means. */
    private static Map<String, Words> words(Served served, List<FittedFeature> features) {
        Map<String, FeatureDefinition> definitions = new HashMap<>();
        for (FeatureDefinition definition :
                served.pipeline().document().pipeline().features()) {
            definitions.put(definition.name(), definition);
        }
        Map<String, Words> words = new HashMap<>();
        for (FittedFeature feature : features) {
            FeatureDefinition definition = definitions.get(feature.name());
            String meaning = definition == null || !definition.hasMeaning() ? null : definition.meaning();
            String unit = definition == null ? null : definition.unit();
            words.merge(
                    joined(feature.columns()),
                    new Words(feature.columns(), meaning, unit),
                    (one, other) -> new Words(
                            one.columns(),
                            both(one.meaning(), other.meaning()),
                            one.unit() == null ? unit : one.unit()));
        }
        return Map.copyOf(words);
    }

    private static @Nullable String both(@Nullable String one, @Nullable String other) {
        return one == null ? other : other == null || other.equals(one) ? one : one + "; " + other;
    }

    private static double[] extremes(
            Served served, @Nullable ReferenceProfile reference, Function<ColumnProfile, @Nullable Double> extreme) {
        List<InputColumn> inputs = served.pipeline().document().inputs();
        double[] extremes = new double[inputs.size()];
        Arrays.fill(extremes, Double.NaN);
        for (ColumnProfile column : reference == null ? List.<ColumnProfile>of() : reference.columns()) {
            for (int place = 0; place < extremes.length; place++) {
                Double found = extreme.apply(column);
                if (found != null && inputs.get(place).name().equals(column.column())) {
                    extremes[place] = found;
                }
            }
        }
        return extremes;
    }

    /** One that the training was to choose by costs or capacity; the usual half is nobody's decision. */
    private static @Nullable Double threshold(JsonNode run) {
        JsonNode reading = run.at("/judgement/threshold");
        String usual = ThresholdReading.Chosen.DEFAULT.name().toLowerCase(Locale.ROOT);
        String chosen = reading.path("chosen").asString(usual);
        return chosen.equals(usual) ? null : (Double) reading.path("value").doubleValue();
    }

    private static Set<String> known(JsonNode run, Served served) {
        Set<String> known = new LinkedHashSet<>(run.at("/source/schema").propertyNames());
        served.pipeline().document().inputs().forEach(input -> known.add(input.name()));
        return Set.copyOf(known);
    }

    /** The same model, of which the registry now says something else, such as other tags. */
    Loaded as(RegisteredVersion now) {
        return new Loaded(now, served, threshold, known, least, largest, bytes);
    }

    public RegisteredVersion version() {
        return version;
    }

    public Served served() {
        return served;
    }

    public EvaluationAnswer.Target target() {
        return served.target();
    }

    public Task task() {
        return served.target().task();
    }

    /** From which probability on a row is taken for positive; null where nobody decided that. */
    public @Nullable Double threshold() {
        return threshold;
    }

    /** The raw columns that it reads, in their order, and what they hold. */
    public List<InputColumn> inputs() {
        return inputs;
    }

    /** Names of its numbers: the positive class, every class, or the target. */
    public List<String> outputs() {
        return outputs;
    }

    /** Whether features look back at rows before, so that a row alone is another than among its own. */
    public boolean needsHistory() {
        return served.pipeline().document().pipeline().time() != null;
    }

    /** How much memory it is taken to need. */
    public long bytes() {
        return bytes;
    }

    /** How much memory scoring a row takes. */
    long bytesPerRow(boolean explained) {
        return explained ? bytesPerExplainedRow : bytesPerRow;
    }

    /** Whether the training table had the column, be it read or not. */
    public boolean knows(String column) {
        return known.contains(column);
    }

    List<String> groups() {
        return groups;
    }

    int group(int feature) {
        return groupOfFeature[feature];
    }

    int groupOfInput(int input) {
        return groupOfInput[input];
    }

    /** Whether no training row had so small or so large a number there; not where that is not known. */
    boolean isBeyond(int input, double value) {
        return value < least[input] || value > largest[input];
    }

    /** For each output of the pipeline the columns that it is made of. */
    List<String> columnsOfOutputs() {
        return columnsOfOutputs;
    }

    Words words(String columns) {
        Words found = words.get(columns);
        return found == null ? new Words(List.of(columns), null, null) : found;
    }

    Explanation.Unit unit() {
        return Explaining.unit(served.model());
    }

    /** Names of the columns that it reads. */
    List<String> inputNames() {
        List<String> names = new ArrayList<>();
        inputs.forEach(input -> names.add(input.name()));
        return names;
    }

    @Override
    public String toString() {
        return version.name() + ":" + version.version();
    }
}
