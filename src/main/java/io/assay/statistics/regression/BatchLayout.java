package io.assay.statistics.regression;

import java.util.List;

/**
 * What the columns of a batch are: those of the design, the outcome, weights where there are, and what tells clusters apart.
 *
 * @param names of the design's columns
 * @param ways of clustering
 */
public record BatchLayout(List<String> names, boolean intercept, boolean weighted, int ways) {

    public BatchLayout {
        names = List.copyOf(names);
        Design.requireDistinct(names);
    }
}
