package io.assay.experiment.registry;

/**
 * A readout as it is kept: what was posted and what was answered, byte for byte.
 *
 * @param basisSha256 fingerprint of all that the answer was made from
 * @param request JSON as it was posted
 * @param answer JSON as it was answered
 */
record StoredReadout(int number, long version, boolean blinded, String basisSha256, String request, String answer) {}
