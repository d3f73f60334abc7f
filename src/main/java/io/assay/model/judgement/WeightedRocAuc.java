package io.assay.model.judgement;

import org.springframework.stereotype.Component;

/** The same, each class counting as much as its rows. */
@Component
final class WeightedRocAuc extends AverageRocAuc {

    WeightedRocAuc() {
        super("roc_auc_ovr_weighted", true);
    }
}
