package io.assay.model.monitoring;

/**
 * Which predictions are kept: those whose id's hash is below the rate. So the same ids are kept of every version and by
 * every replica, and whoever knows an id knows whether it was.
 */
final class Sampling {

    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final double RANGE = 0x1p53;

    private Sampling() {}

    static boolean isKept(String id, double rate) {
        return rate >= 1 || (hash(id) >>> 11) / RANGE < rate;
    }

    /** FNV-1a over the UTF-16 units, and the finaliser of MurmurHash3, without which its high bits follow short ids. */
    private static long hash(String id) {
        long hash = BASIS;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
