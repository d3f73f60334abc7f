package io.assay.conformance;

import io.assay.conformance.CaseResult.NotOffered;
import io.assay.conformance.CaseResult.Run;
import io.assay.conformance.MethodTable.Call;
import io.assay.conformance.MethodTable.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The results as a page: the same results give the same text. */
final class ConformanceDocument {

    private static final String HEAD = """
            # Conformance

            Every case of `src/test/resources/reference/` is sent through HTTP to the endpoint that offers its method, and every
            number it expects is compared with the answer: `abs(got - want) <= max(abs, rel * abs(want))`. The cases name their
            sources; `src/test/resources/conformance/methods.yaml` says which endpoint answers which method.

            This page is written by `mvn verify -Pconformance -Dassay.docs.write=true` and checked by every build.
            """;

    private final MethodTable table;

    ConformanceDocument(MethodTable table) {
        this.table = table;
    }

    String write(List<FileResult> results) {
        StringBuilder page = new StringBuilder(HEAD);
        results.forEach(result -> append(page, result));
        return page.toString();
    }

    private void append(StringBuilder page, FileResult result) {
        page.append("\n## ")
                .append(result.name())
                .append("\n\n")
                .append(result.counts())
                .append(".\n");
        Map<String, List<Run>> byMethod = result.run().stream()
                .collect(Collectors.groupingBy(run -> run.referenceCase().method(), TreeMap::new, Collectors.toList()));
        if (!byMethod.isEmpty()) {
            page.append("\n| method | endpoint | passed | failed | tolerance |\n|---|---|---|---|---|\n");
            byMethod.forEach((method, runs) -> page.append(row(method, runs)));
        }
        append(page, "Figures that no endpoint answers", notAnswered(byMethod));
        append(
                page,
                "Figures of cases that were found wrong, and what is compared in their place",
                corrected(byMethod));
        append(page, "Not offered", notOffered(result.notOffered()));
    }

    private String row(String method, List<Run> runs) {
        long passed = runs.stream().filter(Run::passed).count();
        String endpoints = method(method).calls().stream()
                .map(Call::endpoint)
                .distinct()
                .map(endpoint -> "`" + endpoint + "`")
                .collect(Collectors.joining(", "));
        String tolerances = runs.stream()
                .map(run -> run.referenceCase().tolerance().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
        return "| `%s` | %s | %d | %d | %s |\n".formatted(method, endpoints, passed, runs.size() - passed, tolerances);
    }

    /** Of the figures that the cases have: the table also knows those of other folders. */
    private List<String> notAnswered(Map<String, List<Run>> byMethod) {
        List<String> lines = new ArrayList<>();
        byMethod.forEach((method, runs) -> new TreeMap<>(method(method).notAnswered()).forEach((figure, reason) -> {
            if (runs.stream().anyMatch(run -> run.referenceCase().expected().has(figure))) {
                lines.add("`%s` `%s`: %s".formatted(method, figure, reason));
            }
        }));
        return lines;
    }

    private List<String> corrected(Map<String, List<Run>> byMethod) {
        return byMethod.keySet().stream()
                .flatMap(method -> new TreeMap<>(method(method).corrections())
                        .entrySet().stream()
                                .map(correction -> "`%s` `%s`: %s"
                                        .formatted(
                                                correction.getKey(),
                                                correction.getValue().figures(),
                                                correction.getValue().because())))
                .toList();
    }

    private static List<String> notOffered(List<NotOffered> cases) {
        Map<String, List<String>> idsByMethod = cases.stream()
                .map(NotOffered::referenceCase)
                .collect(Collectors.groupingBy(
                        ReferenceCase::method,
                        LinkedHashMap::new,
                        Collectors.mapping(ReferenceCase::id, Collectors.toList())));
        return idsByMethod.entrySet().stream()
                .map(entry -> "`%s`, which no endpoint offers: %s"
                        .formatted(entry.getKey(), String.join(", ", entry.getValue())))
                .toList();
    }

    private static void append(StringBuilder page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("\n").append(title).append(":\n\n");
            lines.forEach(line -> page.append("- ").append(line).append("\n"));
        }
    }

    private Method method(String name) {
        return Objects.requireNonNull(table.methods().get(name));
    }
}
