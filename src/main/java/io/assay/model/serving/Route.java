package io.assay.model.serving;

import org.jspecify.annotations.Nullable;

/** Who answers a request, from its first byte to its last, whatever is promoted meanwhile. */
public final class Route {

    private final Loaded model;
    private final @Nullable String alias;
    private final @Nullable Loaded beside;
    private final Inputs inputs;

    Route(Loaded model, @Nullable String alias, @Nullable Loaded beside, Inputs inputs) {
        this.model = model;
        this.alias = alias;
        this.beside = beside;
        this.inputs = inputs;
    }

    public Loaded model() {
        return model;
    }

    /** By which the version was asked for; null where it was by its number. */
    public @Nullable String alias() {
        return alias;
    }

    /** The challenger that scores the same rows, for nobody to see but the monitoring; null for none. */
    @Nullable
    Loaded beside() {
        return beside;
    }

    /** What the rows are read for. */
    Inputs inputs() {
        return inputs;
    }
}
