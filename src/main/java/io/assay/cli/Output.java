package io.assay.cli;

import java.util.Locale;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How an answer is written to standard output. */
final class Output {

    /** For people, or for programs. */
    enum Form {
        TABLE,
        JSON
    }

    static final class FormConverter implements ITypeConverter<Form> {

        @Override
        public Form convert(String value) {
            for (Form form : Form.values()) {
                if (form.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return form;
                }
            }
            throw new TypeConversionException("must be table or json, not " + value);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            defaultValue = "table",
            converter = FormConverter.class,
            description = "table, for people, or json: the service's answer as it is. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.TABLE;

    /** Writes the answer, or a table of it. */
    void write(java.io.PrintWriter out, String json, Consumer<Listing> table) {
        if (form == Form.JSON) {
            out.println(json);
        } else {
            Listing listing = new Listing();
            table.accept(listing);
            listing.print(out);
        }
        out.flush();
    }
}
