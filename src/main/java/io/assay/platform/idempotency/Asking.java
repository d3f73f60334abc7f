package io.assay.platform.idempotency;

/** Knows the request that this thread handles. */
public interface Asking {

    Asked now();
}
