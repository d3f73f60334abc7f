package io.assay.model.monitoring;

import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.feature.Sizes;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.monitoring.LabelRepository.Label;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes what came of predictions: all labels of a request or none. */
@Component
class LabelKind implements JobKind<LabelKind.Parameters> {

    /** Written in about a quarter of a second. */
    private static final int SMALL = 10_000;

    private final Monitored monitored;
    private final MonitoringRepository predictions;
    private final LabelRepository labels;
    private final MonitoringSettings settings;
    private final Tables tables;

    LabelKind(
            Monitored monitored,
            MonitoringRepository predictions,
            LabelRepository labels,
            MonitoringSettings settings,
            Tables tables) {
        this.monitored = monitored;
        this.predictions = predictions;
        this.labels = labels;
        this.settings = settings;
        this.tables = tables;
    }

    record Parameters(String model, int version, LabelsRequest request) {}

    @Override
    public String name() {
        return "prediction_labels";
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean isSmall(Parameters parameters) {
        List<LabelsRequest.PredictionLabel> given = parameters.request().labels();
        TableData data = parameters.request().data();
        return (given == null ? data == null ? 0 : tables.rows(data) : given.size()) <= SMALL;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(Parameters parameters, JobContext context) {
        String model = parameters.model();
        Monitored.Version version = monitored.version(model, parameters.version());
        TableData data = parameters.request().data();
        if (data != null) {
            Sizes.table(context, tables, data, "/data", null);
        }
        context.progress(0, "reading the labels");
        Labels given = Labels.of(parameters.request(), tables, version.target());
        context.progress(0.3, "looking for their predictions");
        Set<String> known = predictions.ids(model, parameters.version());
        BitSet kept = new BitSet(given.size());
        int matched = 0;
        for (int row = 0; row < given.size(); row++) {
            boolean isKnown = known.contains(given.id(row));
            matched += isKnown ? 1 : 0;
            kept.set(row, isKnown || Sampling.isKept(given.id(row), settings.sampleRate()));
        }
        int ofPredictions = matched;
        return () -> ResponseEntity.ok(write(model, given, kept, ofPredictions));
    }

    private LabelsAnswer write(String model, Labels given, BitSet kept, int matched) {
        Instant now = Instant.now();
        int added = 0;
        int replaced = 0;
        // Whoever writes the same ones at the same time takes their locks in the same order.
        Integer[] rows =
                kept.stream().boxed().sorted(Comparator.comparing(given::id)).toArray(Integer[]::new);
        for (int from = 0; from < rows.length; from += LabelRepository.AT_ONCE) {
            Integer[] some = Arrays.copyOfRange(rows, from, Math.min(from + LabelRepository.AT_ONCE, rows.length));
            List<Label> ordered = Arrays.stream(some).map(given::label).toList();
            LabelRepository.Written written = labels.write(model, ordered, now);
            added += written.added();
            replaced += written.replaced();
        }
        int sampled = kept.cardinality();
        return new LabelsAnswer(
                given.size(),
                matched,
                sampled - matched,
                given.size() - sampled,
                added,
                sampled - added - replaced,
                replaced);
    }
}
