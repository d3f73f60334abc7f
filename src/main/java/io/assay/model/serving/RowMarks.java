package io.assay.model.serving;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.feature.pipeline.RowFlags;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Of each row, in which columns there was something to know of. */
final class RowMarks {

    /** What there was to know. */
    enum Mark {

        /** A value was missing, and what stands for it was learned from other rows. */
        IMPUTED(1),

        /** A category that no training row had. */
        UNKNOWN_CATEGORY(2),

        /** A number below the least or above the largest of the training rows. */
        OUT_OF_RANGE(4);

        private final byte bit;
        private final String text = name().toLowerCase(Locale.ROOT);

        Mark(int bit) {
            this.bit = (byte) bit;
        }

        /** As JSON spells it. */
        String text() {
            return text;
        }
    }

    static final List<Mark> ALL = List.of(Mark.values());

    private final List<String> groups;

    /** By group of columns; an array that is null where no row has any. */
    private final byte[] @Nullable [] marks;

    private RowMarks(List<String> groups, byte[] @Nullable [] marks) {
        this.groups = groups;
        this.marks = marks;
    }

    /** @param typed the rows, the columns in the order of the version's inputs */
    static RowMarks of(Loaded model, RowFlags flags, Table typed) {
        int rows = typed.rows();
        byte[] @Nullable [] marks = new byte[model.groups().size()][];
        for (int feature = 0; feature < flags.features().size(); feature++) {
            if (flags.isNone(feature)) {
                continue;
            }
            int group = model.group(feature);
            for (int row = 0; row < rows; row++) {
                if (flags.isImputed(feature, row)) {
                    mark(marks, group, row, rows, Mark.IMPUTED);
                }
                if (flags.isUnknown(feature, row)) {
                    mark(marks, group, row, rows, Mark.UNKNOWN_CATEGORY);
                }
            }
        }
        for (int input = 0; input < typed.columns().size(); input++) {
            if (typed.columns().get(input) instanceof NumberColumn numbers) {
                for (int row = 0; row < rows; row++) {
                    if (model.isBeyond(input, numbers.values()[row])) {
                        mark(marks, model.groupOfInput(input), row, rows, Mark.OUT_OF_RANGE);
                    }
                }
            }
        }
        return new RowMarks(model.groups(), marks);
    }

    private static void mark(byte[] @Nullable [] marks, int group, int row, int rows, Mark mark) {
        byte[] ofGroup = marks[group];
        if (ofGroup == null) {
            ofGroup = new byte[rows];
            marks[group] = ofGroup;
        }
        ofGroup[row] |= mark.bit;
    }

    /** The columns that {@link #has} asks for by their place. */
    List<String> groups() {
        return groups;
    }

    /** Whether no row has any in these columns. */
    boolean isNone(int group) {
        return marks[group] == null;
    }

    boolean has(int group, int row, Mark mark) {
        byte[] ofGroup = marks[group];
        return ofGroup != null && (ofGroup[row] & mark.bit) != 0;
    }
}
