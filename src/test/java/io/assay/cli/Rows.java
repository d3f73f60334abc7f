package io.assay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Rows to learn from, and a file that says how. */
final class Rows {

    private Rows() {}

    /** Customers who leave the more often the longer they wait; as a table with semicolons. */
    static void write(Path file, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("wait;city;left\n");
        for (int row = 0; row < rows; row++) {
            double wait = random.nextInt(1000) / 10.0;
            String city = random.nextBoolean() ? "Oslo" : "Bergen";
            boolean left = random.nextDouble() < 1 / (1 + Math.exp(3 - wait / 20));
            csv.append(wait)
                    .append(';')
                    .append(city)
                    .append(';')
                    .append(left ? "yes" : "no")
                    .append('\n');
        }
        Files.writeString(file, csv);
    }

    /** What to train on them. */
    static String config(String more) {
        return """
                # customers who leave
                run_name: leavers
                target: left
                positive: yes
                pipeline:
                  numeric_cols: [wait]
                  categorical_cols: [city]
                algorithm: logistic_regression
                allow_undocumented: true
                cv: 3
                """ + more;
    }
}
