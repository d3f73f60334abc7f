package io.assay.statistics.proportion;

/** What the Wald tests and the Wald intervals share. */
final class StandardErrors {

    private StandardErrors() {}

    /** sqrt(p (1 - p) (1/n_c + 1/n_t)) with the pooled p; 0 where all units had the same outcome. */
    static double pooled(TwoByTwo table) {
        double variance = table.pooledRate() * table.pooledFailureRate();
        return Math.sqrt(
                variance * (1.0 / table.control().n() + 1.0 / table.treatment().n()));
    }

    /** sqrt(p_c (1 - p_c)/n_c + p_t (1 - p_t)/n_t); 0 where neither arm varies. */
    static double unpooled(TwoByTwo table) {
        return Math.sqrt(table.control().variance() / table.control().n()
                + table.treatment().variance() / table.treatment().n());
    }

    /** Half a unit in each arm, (1/n_c + 1/n_t)/2. */
    static double continuity(TwoByTwo table) {
        return 0.5 * (1.0 / table.control().n() + 1.0 / table.treatment().n());
    }
}
