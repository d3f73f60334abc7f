package io.assay.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A CSV file uploaded and profiled over HTTP, and by DuckDB's own reader and SUMMARIZE in this process, in turns. The file has
 * an identifier, 28 numbers and a category of 60 levels, one cell in fifty missing.
 *
 * @param bytes of the file
 */
record TableComparison(int rows, long bytes, List<Round> rounds) {

    private static final Path FOLDER = Path.of("target", "benchmark-tables");

    private static final int NUMBERS = 28;

    /**
     * One turn, in nanoseconds.
     *
     * @param upload until the answer 201, or that of its job
     * @param profile until its answer
     * @param read DuckDB's COPY of read_csv to Parquet
     * @param summarize its SUMMARIZE of that
     */
    record Round(long upload, long profile, long read, long summarize) {

        double ratio() {
            return (upload + profile) / (double) (read + summarize);
        }
    }

    static TableComparison run(int port, int rows, int turns) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path csv = FOLDER.resolve(rows + ".csv");
        write(csv, rows);
        long bytes = Files.size(csv);
        List<Round> rounds = new ArrayList<>();
        try (DatasetClient service = new DatasetClient(port)) {
            for (int turn = 0; turn < turns; turn++) {
                long begun = System.nanoTime();
                String id = service.upload(csv);
                long stored = System.nanoTime();
                service.post("/api/v1/datasets/" + id + "/profile", "");
                long profiled = System.nanoTime();
                service.delete(id);
                long[] duck = duckDb(csv);
                rounds.add(new Round(stored - begun, profiled - stored, duck[0], duck[1]));
            }
        } catch (SQLException failed) {
            throw new IOException(failed);
        } finally {
            Files.delete(csv);
        }
        return new TableComparison(rows, bytes, rounds);
    }

    private static void write(Path csv, int rows) throws IOException {
        Random random = new Random(42);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            StringBuilder line = new StringBuilder("id");
            for (int number = 1; number <= NUMBERS; number++) {
                line.append(",x").append(number);
            }
            out.write(line.append(",level\n").toString());
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                line.append(row);
                for (int number = 0; number < NUMBERS; number++) {
                    line.append(',');
                    if (random.nextInt(50) > 0) {
                        line.append(Math.round(random.nextGaussian() * 1e6) / 1e6);
                    }
                }
                out.write(line.append(",k")
                        .append(random.nextInt(60))
                        .append('\n')
                        .toString());
            }
        }
    }

    private static long[] duckDb(Path csv) throws SQLException {
        String file = csv.toAbsolutePath().toString();
        String parquet = file + ".parquet";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long begun = System.nanoTime();
            statement.execute(
                    String.format(Locale.ROOT, "copy (from read_csv('%s')) to '%s' (format parquet)", file, parquet));
            long read = System.nanoTime();
            statement.execute(
                    String.format(Locale.ROOT, "create temp table summary as from (summarize from '%s')", parquet));
            return new long[] {read - begun, System.nanoTime() - read};
        }
    }
}
