package io.assay.data.csv;

/**
 * How rows and cells are separated.
 *
 * @param delimiter between cells; one ASCII character
 * @param quote around cells that hold delimiters or line ends; 0 for none
 * @param escape before a quote inside such a cell: the quote itself where quotes are doubled
 */
public record CsvDialect(char delimiter, char quote, char escape) {

    private static final char ASCII = 128;

    public CsvDialect {
        if (delimiter >= ASCII || quote >= ASCII || escape >= ASCII || delimiter == quote) {
            throw new IllegalArgumentException("delimiter, quote and escape are ASCII characters that differ");
        }
    }

    static CsvDialect of(char delimiter) {
        return new CsvDialect(delimiter, '"', '"');
    }
}
