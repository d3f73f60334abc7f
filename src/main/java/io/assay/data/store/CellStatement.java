package io.assay.data.store;

import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.varPop;

import io.assay.data.CellColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectField;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The statement that puts rows together where they are alike in some columns: how many a cell stands for, the mean of their
 * outcome, and Σ (y - mean)².
 *
 * <p>Where it is run the rows are numbered, and not for the number alone: DuckDB numbers them one after another, and so adds
 * them in their order. Its threads would add as they come, and the last digits differ from one time to the next. The outcome is
 * taken less its lowest value, so that an offset costs no digits.
 */
final class CellStatement {

    private static final DSLContext SHOWN = DSL.using(SQLDialect.POSTGRES, new Settings().withRenderFormatted(true));

    private CellStatement() {}

    /** As text, of a table called the_table; DuckDB and PostgreSQL understand it. */
    static String text(CellColumns columns, @Nullable Double lowest) {
        List<Field<Object>> keys =
                columns.keys().stream().map(CellStatement::column).toList();
        Field<Double> outcome = column(columns.outcome()).cast(SQLDataType.DOUBLE);
        Table<?> rows = table(name("the_table"));
        return SHOWN.renderInlined(
                lowest == null
                        ? of(rows, keys, outcome, null, 0)
                        : ordered(rows, keys, columns.keys(), outcome, columns.outcome(), lowest));
    }

    /**
     * As it is run: the keys, and then the first row, n, the mean less the lowest, Σ (y - mean)², and the mean.
     *
     * @param keys as they are read
     * @param names what to call them, which must differ by more than their case
     */
    static SelectLimitStep<Record> ordered(
            Table<?> from,
            List<? extends Field<?>> keys,
            List<String> names,
            Field<Double> outcome,
            String outcomeName,
            double lowest) {
        List<SelectField<?>> numbered = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            numbered.add(keys.get(k).as(name(names.get(k))));
        }
        numbered.add(outcome.as(name(outcomeName)));
        String number = fresh(names, outcomeName);
        numbered.add(rowNumber().over().as(name(number)));
        return of(
                DSL.select(numbered).from(from).asTable(name("numbered")),
                names.stream().map(CellStatement::column).toList(),
                field(name(outcomeName), Double.class),
                field(name(number), Double.class),
                lowest);
    }

    private static String fresh(List<String> names, String outcome) {
        String name = "row";
        while (Stream.concat(names.stream(), Stream.of(outcome)).anyMatch(name::equalsIgnoreCase)) {
            name += "_";
        }
        return name;
    }

    private static SelectLimitStep<Record> of(
            Table<?> from,
            List<Field<Object>> keys,
            Field<Double> outcome,
            @Nullable Field<Double> number,
            double lowest) {
        Field<Double> above = number == null ? outcome : outcome.minus(inline(lowest));
        List<SelectField<?>> fields = new ArrayList<>(keys);
        if (number != null) {
            fields.add(min(number).minus(inline(1)).cast(SQLDataType.DOUBLE).as(name("first_row")));
        }
        fields.add(
                number == null
                        ? count().as(name("n"))
                        : count().cast(SQLDataType.DOUBLE).as(name("n")));
        if (number != null) {
            fields.add(avg(above).as(name("above_lowest")));
        }
        fields.add(count().mul(varPop(above)).as(name("m2")));
        fields.add((number == null ? avg(above) : inline(lowest).plus(avg(above))).as(name("mean")));
        Condition complete = noCondition();
        for (Field<?> key : keys) {
            complete = complete.and(key.isNotNull());
        }
        var grouped = DSL.select(fields)
                .from(from)
                .where(complete.and(outcome.isNotNull()))
                .groupBy(keys);
        return number == null ? grouped : grouped.orderBy(min(number));
    }

    private static Field<Object> column(String name) {
        return field(name(name));
    }
}
