package io.assay.model.judgement;

import org.springframework.stereotype.Component;

/** The areas under the ROC curves of each class against all others, averaged. */
@Component
final class MacroRocAuc extends AverageRocAuc {

    MacroRocAuc() {
        super(false);
    }

    @Override
    public String name() {
        return "roc_auc_ovr";
    }

    @Override
    public boolean ofSegments() {
        return true;
    }
}
