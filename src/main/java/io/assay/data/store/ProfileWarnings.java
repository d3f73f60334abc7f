package io.assay.data.store;

import io.assay.data.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a look at a profile should not miss. */
final class ProfileWarnings {

    static final String ALL_MISSING = "all_missing";

    static final String CONSTANT = "constant";

    static final String LIKELY_ID = "likely_id";

    static final String PERSONAL = "personal_data";

    private static final int FEW = 20;

    /** By names alone: nothing looks into the values. */
    private static final Pattern PERSONAL_NAME = Pattern.compile(
            "(^|_)(e_?mail|phone|mobile|telephone|fax|ssn|social_security|passport|iban|credit_?card|card_number"
                    + "|first_?name|last_?name|full_?name|surname|given_?name|family_?name|street|address|postcode|zip"
                    + "|zip_?code|birth_?date|date_of_birth|dob|birthday|ip_?address|user_?agent|licen[cs]e_plate)(_|$)");

    private ProfileWarnings() {}

    static List<String> flags(StoredColumn column, long count, long distinct) {
        List<String> flags = new ArrayList<>();
        if (count == 0) {
            flags.add(ALL_MISSING);
        } else if (distinct == 1) {
            flags.add(CONSTANT);
        }
        boolean names = column.type() == ColumnType.INTEGER || column.type() == ColumnType.TEXT;
        if (names && distinct == count && count >= FEW) {
            flags.add(LIKELY_ID);
        }
        if (PERSONAL_NAME.matcher(words(column.name())).find()) {
            flags.add(PERSONAL);
        }
        return flags;
    }

    /** {@code firstName}, {@code First Name} and {@code first-name} are {@code first_name}. */
    private static String words(String name) {
        return name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", "_")
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    static List<String> of(Dataset dataset, List<Profile.Column> columns) {
        List<String> warnings = new ArrayList<>();
        add(warnings, columns, ALL_MISSING, " has no value.", " have no value.");
        add(
                warnings,
                columns,
                CONSTANT,
                " has one value only and explains nothing.",
                " have one value only and explain nothing.");
        add(
                warnings,
                columns,
                LIKELY_ID,
                " has another value in every row: an identifier tells nothing of rows to come.",
                " have another value in every row: identifiers tell nothing of rows to come.");
        add(
                warnings,
                columns,
                PERSONAL,
                " is personal data, by its name: is it needed, and may it be used?",
                " are personal data, by their names: are they needed, and may they be used?");
        if (dataset.quarantined() > 0) {
            warnings.add(dataset.quarantined() + " bad rows were set aside and are not in these figures.");
        }
        return warnings;
    }

    private static void add(List<String> warnings, List<Profile.Column> columns, String flag, String one, String many) {
        List<String> names = columns.stream()
                .filter(column -> column.flags().contains(flag))
                .map(Profile.Column::name)
                .toList();
        if (!names.isEmpty()) {
            warnings.add(String.join(", ", names) + (names.size() == 1 ? one : many));
        }
    }
}
