/**
 * The registry of experiments: a plan that is frozen at the start, amendments beside it, a ledger of every look, readouts
 * that are judged against the plan and kept. Judging is pure ({@code Judge}), so that an exported bundle can be replayed;
 * {@code RegistryService} has the transactions, {@code ExperimentRepository} the SQL. May use {@code experiment.readout},
 * {@code experiment.design}, the parent package and {@code platform}.
 */
@NullMarked
package io.assay.experiment.registry;

import org.jspecify.annotations.NullMarked;
