/**
 * The Open Inference Protocol, version 2, over HTTP and JSON: registered models for clients that MLServer, KServe and
 * Triton have. Reads tensors into the rows that a model takes and writes what it says as tensors; it decides nothing
 * about either.
 */
@NullMarked
package io.assay.model.protocol;

import org.jspecify.annotations.NullMarked;
