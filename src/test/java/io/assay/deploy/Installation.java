package io.assay.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All objects that are applied together. */
record Installation(String name, List<Manifest> objects) {

    static final Path MANIFESTS = Path.of("k8s");

    /** The plain manifests, and the chart with each of its tried values files. */
    static List<Installation> all() {
        Chart chart = Chart.offline();
        return Stream.concat(Stream.of(plain()), Chart.tried().stream().map(chart::render))
                .toList();
    }

    static Installation plain() {
        return new Installation(
                "k8s",
                files(MANIFESTS, ".yaml").stream()
                        .flatMap(file -> Manifest.parse(read(file)).stream())
                        .toList());
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Stream<Manifest> ofKind(String kind) {
        return objects.stream().filter(object -> object.kind().equals(kind));
    }

    Manifest workload() {
        return objects.stream()
                .filter(Manifest::isWorkload)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload in " + name));
    }

    Stream<Manifest> withPods() {
        return objects.stream().filter(Manifest::hasPods);
    }

    boolean isExternal() {
        return workload().kind().equals("Deployment");
    }

    /** Of how many pods there are at least. */
    int replicas() {
        return ofKind("HorizontalPodAutoscaler")
                .findFirst()
                .map(scaler -> scaler.at("/spec/minReplicas").asInt())
                .orElseGet(() -> workload().at("/spec/replicas").asInt());
    }

    /** Whether a selector picks what has these labels; an empty one would pick everything. */
    static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    /** A copy in which one object is another. */
    Installation changed(String kind, String name, UnaryOperator<Manifest> change) {
        if (ofKind(kind).noneMatch(object -> object.name().equals(name))) {
            throw new IllegalArgumentException("no " + kind + " " + name);
        }
        return new Installation(
                this.name,
                objects.stream()
                        .map(object ->
                                object.kind().equals(kind) && object.name().equals(name)
                                        ? change.apply(object)
                                        : object)
                        .toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
