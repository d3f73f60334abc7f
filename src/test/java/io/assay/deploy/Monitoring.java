package io.assay.deploy;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What alerts and dashboard of the chart ask Prometheus. */
record Monitoring(Installation installation) {

    Stream<JsonNode> alerts() {
        return installation
                .ofKind("PrometheusRule")
                .flatMap(rule -> rule.items("/spec/groups"))
                .flatMap(group -> group.path("rules").valueStream());
    }

    JsonNode dashboard() {
        return installation
                .ofKind("ConfigMap")
                .map(map -> map.text("/data/assay.json"))
                .filter(json -> !json.isEmpty())
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no dashboard"));
    }

    List<Expression> expressions() {
        return Stream.concat(alerts().map(alert -> alert.path("expr")), dashboardExpressions())
                .map(expression -> new Expression(expression.asString("")))
                .toList();
    }

    private Stream<JsonNode> dashboardExpressions() {
        return dashboard()
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr"));
    }
}
