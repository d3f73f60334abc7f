package io.assay.conformance;

import io.assay.conformance.MethodTable.Call;
import io.assay.conformance.MethodTable.Method;
import io.assay.conformance.Template.UnresolvedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends a case to the endpoints that offer its method and judges the answers. */
final class ConformanceRunner {

    /** The service under test. */
    @FunctionalInterface
    interface Service {
        Answer post(String endpoint, JsonNode request);
    }

    record Answer(int status, JsonNode body) {}

    private final MethodTable table;
    private final Service service;

    ConformanceRunner(MethodTable table, Service service) {
        this.table = table;
        this.service = service;
    }

    FileResult run(CaseFile file) {
        return new FileResult(file.name(), file.cases().stream().map(this::run).toList());
    }

    CaseResult run(ReferenceCase referenceCase) {
        return table.offering(referenceCase)
                .<CaseResult>map(method -> new CaseResult.Run(referenceCase, failures(referenceCase, method)))
                .orElseGet(() -> new CaseResult.NotOffered(referenceCase));
    }

    private List<String> failures(ReferenceCase referenceCase, Method method) {
        List<Call> calls = method.calls().stream()
                .filter(call -> call.takes(referenceCase))
                .toList();
        if (calls.isEmpty()) {
            return List.of("no call of the table takes this input");
        }
        List<String> failures = new ArrayList<>(unanswered(referenceCase, method, calls));
        for (Call call : calls) {
            failuresOf(method, call, referenceCase).forEach(failure -> failures.add(call.endpoint() + " " + failure));
        }
        return failures;
    }

    /** Figures that the table would leave uncompared without saying why. */
    private static List<String> unanswered(ReferenceCase referenceCase, Method method, List<Call> calls) {
        Set<String> covered = new HashSet<>(method.notAnswered().keySet());
        calls.forEach(call -> covered.addAll(call.answer().keySet()));
        return targets(method.expected(referenceCase)).keySet().stream()
                .filter(target -> !covered.contains(target))
                .map(target -> "/" + target + ": the table has no pointer for it")
                .toList();
    }

    private static Map<String, JsonNode> targets(JsonNode expected) {
        Map<String, JsonNode> targets = new LinkedHashMap<>();
        expected.properties().forEach(member -> {
            if (!Comparison.NOT_TARGETS.contains(member.getKey()) && Comparison.hasNumber(member.getValue())) {
                targets.put(member.getKey(), member.getValue());
            }
        });
        return targets;
    }

    private List<String> failuresOf(Method method, Call call, ReferenceCase referenceCase) {
        JsonNode request;
        try {
            request = new Template(call.request()).expand(referenceCase.source());
        } catch (UnresolvedException e) {
            return List.of("the case has " + e.getMessage());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return List.of("the case cannot be sent: " + e.getMessage());
        }
        Answer answer = service.post(call.endpoint(), request);
        JsonNode words = referenceCase.expected().path("product_must");
        ProductMust must =
                words.isString() ? ProductMust.of(words.stringValue()) : new ProductMust.Status(ProductMust.OK);
        return switch (must) {
            case ProductMust.NotUnderstood(String unknown) -> List.of("product_must not understood: " + unknown);
            case ProductMust.Status(int status, String field) -> {
                List<String> failures = new ArrayList<>(
                        status == ProductMust.OK
                                ? differences(method, call, referenceCase, answer)
                                : wrongStatus(status, answer));
                if (field != null
                        && !answer.body().findValuesAsString("pointer").stream()
                                .anyMatch(pointer -> pointer.endsWith("/" + field))) {
                    failures.add("no error points at %s: %s".formatted(field, answer.body()));
                }
                yield failures;
            }
            case ProductMust.Verdict(String verdict) -> {
                List<String> failures = new ArrayList<>(differences(method, call, referenceCase, answer));
                failures.addAll(wrongVerdict(verdict, call, referenceCase, answer));
                yield failures;
            }
        };
    }

    private static List<String> wrongStatus(int status, Answer answer) {
        return answer.status() == status
                ? List.of()
                : List.of("want status %d, got %d: %s".formatted(status, answer.status(), answer.body()));
    }

    private static List<String> wrongVerdict(String verdict, Call call, ReferenceCase referenceCase, Answer answer) {
        if (call.verdict() == null) {
            return List.of("the table has no pointer for the verdict");
        }
        JsonNode got = resolve(call.verdict(), referenceCase, answer);
        return got.isString() && got.stringValue().equals(verdict)
                ? List.of()
                : List.of("want verdict %s, got %s".formatted(verdict, got));
    }

    private static List<String> differences(Method method, Call call, ReferenceCase referenceCase, Answer answer) {
        if (answer.status() != ProductMust.OK) {
            return wrongStatus(ProductMust.OK, answer);
        }
        Tolerance tolerance = referenceCase.tolerance();
        if (!tolerance.compares()) {
            return List.of();
        }
        Comparison comparison = new Comparison(tolerance);
        targets(method.expected(referenceCase)).forEach((name, want) -> {
            JsonNode pointer = call.answer().get(name);
            if (pointer != null) {
                comparison.compare(name, want, resolve(pointer, referenceCase, answer));
            }
        });
        return comparison.differences();
    }

    private static JsonNode resolve(JsonNode template, ReferenceCase referenceCase, Answer answer) {
        JsonNode source = answer.body();
        if (source instanceof ObjectNode members) {
            source = members.deepCopy().set("case", referenceCase.json());
        }
        try {
            return new Template(template).expand(source);
        } catch (UnresolvedException e) {
            return MissingNode.getInstance();
        }
    }
}
