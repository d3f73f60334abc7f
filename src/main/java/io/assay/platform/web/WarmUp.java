package io.assay.platform.web;

/**
 * Something typical of a feature, done before the service says that it is ready. A process that has just started loads
 * its classes at the first calls, which would keep them, and others that come with them, waiting for seconds. It stores
 * nothing and is not counted as a call.
 */
@FunctionalInterface
public interface WarmUp {

    void once();
}
