package io.assay.model.judgement;

import org.springframework.stereotype.Component;

/** The areas under the ROC curves of each class against all others, averaged. */
@Component
final class MacroRocAuc extends AverageRocAuc {

    MacroRocAuc() {
        super("roc_auc_ovr", false);
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
