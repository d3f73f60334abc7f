package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the most frequent words of a text. A word that comes t times in a text weighs t (ln((1 + n)/(1 + d)) +
 * 1), n the training texts and d those of them with the word; the weights of a text are divided by the square root of
 * the sum of their squares. Words are runs of two or more letters, digits and underscores in lower case; the most
 * frequent ones come most often in all training texts together, of equal ones the first by code point. A missing text,
 * and one without any of the words, is 0 everywhere. As scikit-learn's TfidfVectorizer.
 *
 * @param terms how many words; 100 where nothing is said
 */
@Kind("tfidf")
public record TfIdf(
        @Schema(description = "How many words, the most frequent ones: 1 to 10,000", defaultValue = "100") @Nullable
        Integer terms)
        implements ColumnTransformer {

    private static final int DEFAULT_TERMS = 100;
    private static final int MOST_TERMS = 10_000;

    public TfIdf {
        Options.requireWhole(terms, 1, MOST_TERMS, "terms");
    }

    /** How often a word comes, and in how many texts. */
    private static final class Uses {
        private long times;
        private long texts;
    }

    /** How many columns it makes of one at most. */
    public int width() {
        return Options.or(terms, DEFAULT_TERMS);
    }

    @Override
    public Fitted learn(Column in, Training training) {
        TextColumn text = text(in);
        int[] rows = Columns.counts(text);
        Map<String, Uses> uses = new HashMap<>();
        long texts = 0;
        for (int level = 0; level < rows.length; level++) {
            int count = rows[level];
            texts += count;
            if (count > 0) {
                Set<String> seen = new HashSet<>();
                Tokens.each(text.levels().get(level), token -> {
                    Uses use = uses.computeIfAbsent(token, word -> new Uses());
                    use.times += count;
                    use.texts += seen.add(token) ? count : 0;
                });
            }
        }
        if (uses.isEmpty()) {
            throw Refusal.of(in, "holds no words");
        }
        List<Map.Entry<String, Uses>> chosen = uses.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Uses> entry) -> -entry.getValue().times)
                        .thenComparing(Map.Entry.comparingByKey(Words.BY_CODE_POINT)))
                .limit(width())
                .sorted(Map.Entry.comparingByKey(Words.BY_CODE_POINT))
                .toList();
        double n = texts;
        double[] weights = chosen.stream()
                .mapToDouble(term -> StrictMath.log((1 + n) / (1 + term.getValue().texts)) + 1)
                .toArray();
        return new Learned(new Vocabulary(chosen.stream().map(Map.Entry::getKey).toList()), new Doubles(weights));
    }

    private static TextColumn text(Column column) {
        if (column instanceof TextColumn text) {
            return text;
        }
        throw Refusal.of(column, "holds no text");
    }

    /**
     * The words and the weight of each.
     *
     * @param weights in the order of the terms
     */
    @Kind("tfidf")
    public record Learned(Vocabulary terms, Doubles weights) implements Fitted {

        @Override
        public Table apply(Table in, Context context) {
            Column column = Columns.only(in);
            TextColumn text = text(column);
            int count = terms.words().size();
            double[][] columns = new double[count][column.size()];
            double[] weighed = new double[count];
            for (int row = 0; row < column.size(); row++) {
                String words = text.text(row);
                if (words != null) {
                    weigh(words, weighed);
                    for (int term = 0; term < count; term++) {
                        columns[term][row] = weighed[term];
                    }
                }
            }
            List<Column> out = new ArrayList<>(count);
            for (int term = 0; term < count; term++) {
                String name = Columns.name(column, terms.words().get(term));
                out.add(new NumberColumn(name, columns[term], false));
            }
            return new Table(column.size(), out);
        }

        private void weigh(String text, double[] weighed) {
            Arrays.fill(weighed, 0);
            Tokens.each(text, token -> {
                int term = terms.place(token);
                if (term >= 0) {
                    weighed[term] += weights.get(term);
                }
            });
            double squares = 0;
            for (double weight : weighed) {
                squares += weight * weight;
            }
            if (squares > 0) {
                double norm = Math.sqrt(squares);
                for (int term = 0; term < weighed.length; term++) {
                    weighed[term] /= norm;
                }
            }
        }
    }
}
