package io.assay.experiment.readout;

import io.assay.platform.json.PointerSegment;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.statistics.inference.Alternative;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules across the fields of a metric. Any field may be missing here: it has been, or will be, refused for that. */
@SuppressWarnings("NullAway")
final class MetricRules {

    private final MetricRequest metric;
    private final Violations violations;

    MetricRules(MetricRequest metric, Violations violations) {
        this.metric = metric;
        this.violations = violations;
    }

    void check() {
        if (metric.role() != null) {
            checkRole();
        }
        boolean named = checkCovariates();
        if (metric.kind() == null) {
            return;
        }
        checkKind();
        if (named) {
            checkAdjustment();
            if (metric.data() != null) {
                checkData();
            }
        }
    }

    private void checkRole() {
        boolean guardrail = metric.isGuardrail();
        if (guardrail && metric.toleratedLoss() == null) {
            violations.reject("/tolerated_loss", "is required for a guardrail");
        }
        if (guardrail && metric.alternative() != null) {
            violations.reject("/alternative", "does not go with a guardrail, which claims that its loss is tolerated");
        }
        if (guardrail && metric.relativeInterval() != null) {
            violations.reject(
                    "/relative_interval", "does not go with a guardrail, whose limits are those that its test leaves");
        }
        if (!guardrail && metric.toleratedLoss() != null) {
            violations.reject("/tolerated_loss", "goes with role guardrail");
        }
        if (!guardrail && metric.toleratedLossScale() != null) {
            violations.reject("/tolerated_loss_scale", "goes with role guardrail");
        }
    }

    private void checkKind() {
        boolean quantile = metric.kind() == MetricKind.QUANTILE;
        if (quantile && metric.quantile() == null) {
            violations.reject("/quantile", "is required for kind quantile");
        }
        if (!quantile && metric.quantile() != null) {
            violations.reject("/quantile", "goes with kind quantile");
        }
        if (quantile && metric.covariates() != null && !metric.covariates().isEmpty()) {
            violations.reject("/covariates", "do not go with kind quantile: order statistics carry no co-moments");
        }
        boolean ratios =
                metric.ratioCovariates() != null && !metric.ratioCovariates().isEmpty();
        if (ratios && !(metric.kind() == MetricKind.RATIO || metric.kind() == MetricKind.COUNT)) {
            violations.reject("/ratio_covariates", "go with kind ratio, and count over an exposure");
        }
        boolean table = metric.kind() == MetricKind.PROPORTION
                && metric.adjustmentOrDefault() == AdjustmentMethod.NONE
                && !metric.hasStrata();
        boolean exact = metric.test() == FixedTest.FISHER
                || metric.test() == FixedTest.BARNARD
                || metric.test() == FixedTest.BOSCHLOO;
        if (exact && metric.alternative() != null && metric.alternative() != Alternative.TWO_SIDED) {
            violations.reject("/test", "must be two_sided in its alternative: the exact tests are");
        }
        if (metric.test() != null && metric.test().needsTable() && !table) {
            violations.reject("/test", "goes with a proportion that nothing adjusts, without strata");
        }
    }

    /** Whether all covariates have names by which moments can be read. */
    private boolean checkCovariates() {
        int before = violations.errors().size();
        boolean named = true;
        Set<String> names = new HashSet<>();
        List<String> covariates = metric.covariates() == null ? List.of() : metric.covariates();
        for (int i = 0; i < covariates.size(); i++) {
            named &= isName("/covariates/" + i, covariates.get(i));
            if (covariates.get(i) != null && !names.add(covariates.get(i))) {
                violations.reject("/covariates/" + i, "must differ from the others");
            }
        }
        Set<RatioCovariateRequest> pairs = new HashSet<>();
        List<RatioCovariateRequest> ratios = metric.ratioCovariates() == null ? List.of() : metric.ratioCovariates();
        for (int i = 0; i < ratios.size(); i++) {
            RatioCovariateRequest ratio = ratios.get(i);
            String pointer = "/ratio_covariates/" + i;
            if (ratio == null) {
                named = false;
                continue;
            }
            named &= isName(pointer + "/numerator", ratio.numerator());
            named &= isName(pointer + "/denominator", ratio.denominator());
            if (ratio.numerator() != null && ratio.numerator().equals(ratio.denominator())) {
                violations.reject(pointer + "/denominator", "must differ from numerator");
            } else if (!pairs.add(ratio)) {
                violations.reject(pointer, "must differ from the others");
            }
        }
        return named && violations.errors().size() == before;
    }

    private boolean isName(String pointer, @Nullable String name) {
        if (name != null && MetricVariables.OWN.contains(name)) {
            violations.reject(pointer, "must not be a variable of the metric itself: " + name);
        }
        return name != null;
    }

    private void checkAdjustment() {
        AdjustmentMethod method = metric.adjustmentOrDefault();
        if (method.needsCovariates() && !metric.hasCovariates()) {
            violations.reject("/adjustment", "needs covariates");
        }
        if (method.needsStrata() && metric.data() != null && !metric.hasStrata()) {
            violations.reject("/adjustment", "needs the strata of every arm");
        }
        if (metric.theta() != null) {
            int covariates = metric.variables().size();
            if (method != AdjustmentMethod.CUPED) {
                violations.reject("/theta", "goes with adjustment cuped");
            } else if (metric.theta().size() != covariates) {
                violations.reject("/theta", "must have one slope a covariate: %d".formatted(covariates));
            }
        }
    }

    private void checkData() {
        ArmDataReader reader = new ArmDataReader(metric.kind(), metric.variables());
        ArmDataReader.Shape shape = null;
        for (Map.Entry<String, ArmDataRequest> arm : metric.data().entrySet()) {
            Violations inside = new Violations();
            ArmDataReader.Reading reading = null;
            if (arm.getValue() == null) {
                inside.reject("", "is required");
            } else {
                reading = reader.read(arm.getValue(), inside);
            }
            if (reading != null && shape != null && !reading.shape().equals(shape)) {
                inside.reject("", "must have the form of the arms before it: " + shape.text());
            }
            shape = shape == null && reading != null ? reading.shape() : shape;
            for (FieldError error : inside.errors()) {
                violations.reject("/data/" + PointerSegment.escape(arm.getKey()) + error.pointer(), error.detail());
            }
        }
        if (shape != null
                && !shape.ratio()
                && metric.kind() == MetricKind.COUNT
                && metric.variables().ratios().size() > 0) {
            violations.reject("/ratio_covariates", "go with a count over an exposure, not per unit");
        }
    }
}
