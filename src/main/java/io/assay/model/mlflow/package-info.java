/**
 * Finished runs, logged at an MLflow server as well: written to an outbox in the transaction in which a run finishes, and
 * sent from there for as long as it takes. Uses {@code platform} alone.
 */
@NullMarked
package io.assay.model.mlflow;

import org.jspecify.annotations.NullMarked;
