package io.assay.validity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * All studies in the order of the page. Each leaves what it found below {@code target/validity}. With {@code
 * -Dassay.validity.studies=a,b} only those are run, and of the others is taken what they left before; without, all are run.
 */
final class Studies {

    private static final Path FOUND = Path.of("target/validity");
    private static final String ASKED = "assay.validity.studies";

    private static final Map<String, Supplier<List<Section>>> ALL = all();

    private Studies() {}

    private static Map<String, Supplier<List<Section>>> all() {
        Map<String, Supplier<List<Section>>> all = new LinkedHashMap<>();
        all.put("two_arms", TwoArmStudy::sections);
        all.put("small_counts", () -> List.of(SmallCountsStudy.section()));
        all.put("one_arm", () -> List.of(OneArmStudy.section()));
        all.put("sample_ratio", SampleRatioStudy::sections);
        all.put("means", MeansStudy::sections);
        all.put("clusters", () -> List.of(ClusterStudy.section()));
        all.put("score_margins", () -> List.of(ScoreMarginStudy.section()));
        all.put("margins", () -> List.of(MarginStudy.section()));
        all.put("quantiles", () -> List.of(QuantileStudy.section()));
        all.put("beta", () -> List.of(BetaStudy.section()));
        all.put("dunnett", () -> List.of(DunnettStudy.section()));
        all.put("families", () -> List.of(FamilyStudy.section()));
        all.put("peeking", () -> List.of(PeekingStudy.section()));
        all.put("anytime", () -> List.of(AnytimeStudy.section()));
        all.put("group_sequential", () -> List.of(GroupSequentialStudy.section()));
        all.put("after_stopping", () -> List.of(AfterStoppingStudy.section()));
        all.put("decisions", () -> List.of(DecisionStudy.section()));
        all.put("registry", () -> List.of(RegistryStudy.section()));
        all.put("few_clusters", () -> List.of(FewClustersStudy.section()));
        all.put("two_by_two", () -> List.of(TwoByTwoStudy.section()));
        all.put("units", UnitsStudy::sections);
        all.put("adjusted_trends", AdjustedTrendsStudy::sections);
        all.put("interrupted_series", () -> List.of(InterruptedSeriesStudy.section()));
        all.put("staggered", () -> List.of(StaggeredStudy.section()));
        all.put("simultaneous_bands", () -> List.of(BandsStudy.section()));
        all.put("broken_trends", () -> List.of(BrokenTrendsStudy.section()));
        return all;
    }

    static List<Section> sections() throws IOException {
        String asked = System.getProperty(ASKED, "");
        Set<String> run = asked.isEmpty() ? ALL.keySet() : Set.of(asked.split(",", -1));
        if (!ALL.keySet().containsAll(run)) {
            throw new IllegalArgumentException(ASKED + " must be of " + ALL.keySet() + " and is " + asked);
        }
        Files.createDirectories(FOUND);
        JsonMapper mapper = new JsonMapper();
        List<Section> sections = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Supplier<List<Section>>> study : ALL.entrySet()) {
            Path left = FOUND.resolve(study.getKey() + ".json");
            if (run.contains(study.getKey())) {
                List<Section> found = study.getValue().get();
                Files.writeString(left, mapper.writeValueAsString(found));
                sections.addAll(found);
            } else if (Files.exists(left)) {
                sections.addAll(List.of(mapper.readValue(Files.readString(left), Section[].class)));
            } else {
                missing.add(study.getKey());
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("run these too, which have left nothing: " + missing);
        }
        return sections;
    }
}
