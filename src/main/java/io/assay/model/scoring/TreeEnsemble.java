package io.assay.model.scoring;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees that are added up, whoever grew them: for each output its base and what each of its trees says, in their order. */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
public final class TreeEnsemble implements Model {

    private final Task task;
    private final List<String> names;
    private final Link link;
    private final Arithmetic arithmetic;
    private final boolean takesMissing;
    private final double[] base;
    private final List<Tree> trees;
    private final FlatTrees flat;

    /**
     * Takes the arrays as they are.
     *
     * @param takesMissing whether the trees learned where a row goes in which a feature is missing
     * @param base one number for each output
     */
    @JsonCreator
    public TreeEnsemble(
            @JsonProperty("task") @Nullable Task task,
            @JsonProperty("features") @Nullable List<String> names,
            @JsonProperty("link") @Nullable Link link,
            @JsonProperty("arithmetic") @Nullable Arithmetic arithmetic,
            @JsonProperty("takes_missing") @Nullable Boolean takesMissing,
            @JsonProperty("base") double @Nullable [] base,
            @JsonProperty("trees") @Nullable List<Tree> trees) {
        this.task = Documents.present(task, "task");
        this.names = Documents.names(names);
        this.link = Documents.present(link, "link");
        this.arithmetic = Documents.present(arithmetic, "arithmetic");
        this.takesMissing = Documents.present(takesMissing, "takes_missing");
        this.base = Documents.finite(base, "base");
        this.trees = List.copyOf(Documents.present(trees, "trees"));
        Documents.requireFitting(this.task, this.link, this.base.length);
        for (Tree tree : this.trees) {
            Documents.require(
                    tree.output() >= 0 && tree.output() < this.base.length,
                    "has a tree of an output that is not there");
            for (int feature : tree.feature()) {
                Documents.require(feature < this.names.size(), "has a tree that splits on a feature that is not there");
            }
        }
        this.flat = new FlatTrees(this.trees, this.arithmetic, this.base);
    }

    @Override
    @JsonProperty("task")
    public Task task() {
        return task;
    }

    @Override
    @JsonProperty("features")
    public List<String> names() {
        return names;
    }

    @Override
    @JsonProperty("link")
    public Link link() {
        return link;
    }

    @JsonProperty("arithmetic")
    public Arithmetic arithmetic() {
        return arithmetic;
    }

    @Override
    @JsonProperty("takes_missing")
    public boolean takesMissing() {
        return takesMissing;
    }

    /** One number for each output; nobody writes to it. */
    @JsonProperty("base")
    public double[] base() {
        return base;
    }

    @JsonProperty("trees")
    public List<Tree> trees() {
        return trees;
    }

    @Override
    public int outputs() {
        return base.length;
    }

    @Override
    public double[] margins(double[] row) {
        Rows.requireWidth(row.length, this);
        if (!takesMissing) {
            for (int feature = 0; feature < row.length; feature++) {
                if (Double.isNaN(row[feature])) {
                    throw Rows.missing(names.get(feature));
                }
            }
        }
        return flat.margins(row);
    }

    @Override
    public double[][] margins(double[][] columns, int from, int to) {
        require(columns, from, to);
        return flat.margins(columns, from, to);
    }

    @Override
    public Rescoring rescoring(double[][] columns, int rows) {
        if (!FlatRescoring.isWorthIt(flat, rows)) {
            return Model.super.rescoring(columns, rows);
        }
        require(columns, 0, rows);
        Rescoring rescoring = new FlatRescoring(flat, columns, rows);
        return moved -> {
            require(moved, 0, rows);
            return rescoring.margins(moved);
        };
    }

    private void require(double[][] columns, int from, int to) {
        Rows.requireWidth(columns.length, this);
        if (!takesMissing) {
            for (int feature = 0; feature < columns.length; feature++) {
                for (int row = from; row < to; row++) {
                    if (Double.isNaN(columns[feature][row])) {
                        throw Rows.missing(names.get(feature));
                    }
                }
            }
        }
    }
}
