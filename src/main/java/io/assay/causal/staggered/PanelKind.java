package io.assay.causal.staggered;

import io.assay.causal.CausalKind;
import io.assay.causal.Refused;
import io.assay.data.Source;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.LongPanel;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelData;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What methods on panels have in common: how their input is read.
 *
 * @param <R> what they are asked
 */
abstract class PanelKind<R extends Record & PanelRequest> extends CausalKind<R> {

    /** Regressors as they are, what effects leave of them, and what a fit makes of that. */
    private static final long COPIES = 3;

    private final CanonicalJson canonical;

    PanelKind(Tables tables, AnalysisTimer timer, CanonicalJson canonical) {
        super(tables, timer);
        this.canonical = canonical;
    }

    /** What is computed from. */
    final PanelInput input(R request, JobContext context) {
        CohortMomentsInput moments = request.cohortMoments();
        if (moments != null) {
            return PanelInput.of(moments.moments());
        }
        PanelInput stored = isStreamed(request) ? StoredMoments.read(tables(), request) : null;
        return stored == null ? named(request, () -> reserved(request, context)) : stored;
    }

    /** Of rows; what regressors of theirs, or influences of theirs on effects, take is asked for before it is taken. */
    private PanelInput reserved(R request, JobContext context) {
        PanelInput input = PanelInput.of(readAfterAll(request, context), request);
        PanelData data = input.data();
        long rows = spelled(data);
        if (rows > 0) {
            long cells = (long) data.cohorts().length * data.periods().length;
            long most = request.isByTime() ? Math.min(cells, 2L * data.periods().length) : cells;
            context.needs(
                    COPIES * Double.BYTES * rows * most,
                    String.format(Locale.ROOT, "%,d rows with up to %,d effects", rows, most));
        }
        return input;
    }

    /** Of how many rows a regression is fitted row by row; 0 where means of cohorts suffice. */
    private static long spelled(PanelData data) {
        return switch (data) {
            case LongPanel rows -> rows.rows();
            case Panel panel
            when panel.covariates().length > 0 || panel.weights() != null ->
                (long) panel.units() * panel.periods().length;
            default -> 0;
        };
    }

    @Override
    protected boolean isStreamed(R request) {
        return StoredMoments.suffice(request);
    }

    /** Where that comes from; moments are known by the digest of their canonical form. */
    final Source from(R request) {
        CohortMomentsInput moments = request.cohortMoments();
        return moments == null
                ? source(request)
                : new Source(
                        null,
                        canonical.sha256(moments),
                        moments.cohorts().size(),
                        Map.of("cohort", "text", "n", "integer", "mean", "number", "centred_sscp", "number"));
    }

    /** Does it; what is refused of cohorts or treatment points at the field that the request has for them. */
    static <T> T named(PanelRequest request, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException impossible) {
            String parameter = impossible.parameter();
            boolean ofCohorts = parameter.equals("cohort_col") || parameter.equals("treatment");
            if (request.cohortMoments() != null
                    && (ofCohorts || parameter.equals("time_col") || parameter.equals("unit_col"))) {
                throw Refused.at("/cohort_moments", impossible.detail());
            }
            if (ofCohorts) {
                throw Refused.at(
                        request.cohortCol() == null ? PanelRequest.TREATMENT : PanelRequest.COHORT,
                        Objects.requireNonNull(impossible.detail()));
            }
            throw impossible;
        }
    }
}
