package io.assay.model.run;

import java.util.List;

/** Whoever needs runs, and so keeps them from being forgotten. */
public interface RunUses {

    /** What stands on the run, in words such as {@code churn:3}. */
    List<String> of(String run);
}
