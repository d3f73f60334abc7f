package io.assay.data.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a CSV file is written, found out from its beginning, and the names of its columns. */
final class CsvHeader {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private static final int ROWS = 100;

    private static final int LONGEST_NAME = 1_000;

    private CsvHeader() {}

    /** The dialect of the options, or the one whose delimiter gives the most rows of one width. */
    static CsvDialect dialect(byte[] sample, CsvOptions options) throws IOException {
        char quote = options.quote() == null ? '"' : options.quote();
        char escape = options.escape() == null ? quote : options.escape();
        Character delimiter = options.delimiter();
        if (delimiter != null) {
            return new CsvDialect(delimiter, quote, escape);
        }
        CsvDialect best = new CsvDialect(',', quote, escape);
        int most = 0;
        for (char candidate : DELIMITERS) {
            CsvDialect dialect = new CsvDialect(candidate, quote, escape);
            int score = score(sample, dialect);
            if (score > most) {
                most = score;
                best = dialect;
            }
        }
        return best;
    }

    /** How many of the first rows have the width that most of them have; none if that is one cell. */
    private static int score(byte[] sample, CsvDialect dialect) throws IOException {
        CsvRows rows = new CsvRows(new ByteArrayInputStream(sample), dialect);
        Map<Integer, Integer> widths = new HashMap<>();
        for (int row = 0; row < ROWS && rows.next(); row++) {
            if (rows.fault() == null) {
                widths.merge(rows.cells(), 1, Integer::sum);
            }
        }
        return widths.entrySet().stream()
                .filter(width -> width.getKey() > 1)
                .mapToInt(width -> width.getValue() * ROWS + Math.min(width.getKey(), ROWS - 1))
                .max()
                .orElse(0);
    }

    /**
     * Whether the first row has names: unless its cells look like the values below them. One that is all text is taken
     * for names.
     */
    static boolean isThere(byte[] sample, CsvDialect dialect) throws IOException {
        CsvRows rows = new CsvRows(new ByteArrayInputStream(sample), dialect);
        if (!rows.next() || rows.fault() != null) {
            return true;
        }
        int[] first = kinds(rows);
        int[] below = new int[first.length];
        Arrays.fill(below, CellKind.ALL);
        boolean any = false;
        for (int row = 0; row < ROWS && rows.next(); row++) {
            if (rows.fault() == null && rows.cells() == first.length) {
                any = true;
                for (int cell = 0; cell < first.length; cell++) {
                    if (rows.from(cell) < rows.to(cell)) {
                        below[cell] &= kind(rows, cell);
                    }
                }
            }
        }
        boolean values = false;
        for (int cell = 0; cell < first.length; cell++) {
            if (any && below[cell] != 0 && first[cell] == 0) {
                return true;
            }
            values |= first[cell] != 0;
        }
        return !values;
    }

    private static int[] kinds(CsvRows rows) {
        int[] kinds = new int[rows.cells()];
        for (int cell = 0; cell < kinds.length; cell++) {
            kinds[cell] = kind(rows, cell);
        }
        return kinds;
    }

    private static int kind(CsvRows rows, int cell) {
        return CellKind.of(rows.buffer(), rows.from(cell), rows.to(cell), CellKind.ALL, (byte) '.') & CellKind.ALL;
    }

    /** The text of a cell. */
    static String text(CsvRows rows, int cell, CsvDialect dialect) {
        String text =
                new String(rows.buffer(), rows.from(cell), rows.to(cell) - rows.from(cell), StandardCharsets.UTF_8);
        if (!rows.isEscaped(cell)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == dialect.escape() && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    /** The names as they are, but for those that are blank, too long or come again; what was changed is noted. */
    static List<String> names(List<String> given, List<String> notes) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(given);
        Set<String> used = new HashSet<>();
        for (int column = 0; column < given.size(); column++) {
            String name = given.get(column).strip();
            if (name.length() > LONGEST_NAME) {
                name = name.substring(0, LONGEST_NAME);
            }
            String unique = name.isEmpty() ? "column_" + (column + 1) : name;
            for (int again = 2; used.contains(unique) || (!unique.equals(name) && taken.contains(unique)); again++) {
                unique = (name.isEmpty() ? "column_" + (column + 1) : name) + "_" + again;
            }
            if (!unique.equals(given.get(column).strip())) {
                notes.add("Column " + (column + 1) + " is called " + unique + ": its name "
                        + (name.isEmpty() ? "is blank." : "comes again or is too long."));
            }
            used.add(unique);
            names.add(unique);
        }
        return names;
    }
}
