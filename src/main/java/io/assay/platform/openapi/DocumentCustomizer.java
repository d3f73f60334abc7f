package io.assay.platform.openapi;

import io.assay.platform.problem.Problem;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Completes what springdoc reads off the controllers, for every operation alike. */
final class DocumentCustomizer implements GlobalOpenApiCustomizer {

    private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    @Override
    public void customise(OpenAPI document) {
        addProblemSchemas(document.getComponents());
        List<Operation> operations = document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .toList();
        operations.forEach(DocumentCustomizer::addProblems);
        new ExampleWriter(Example.all()).addTo(operations);
        describeStrictness(document.getComponents(), operations);
        sort(document);
    }

    private static void addProblemSchemas(Components components) {
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
    }

    /** The problems that the platform answers with, whatever the operation does. */
    private static void addProblems(Operation operation) {
        Set<HttpStatus> statuses = new TreeSet<>(Set.of(HttpStatus.NOT_ACCEPTABLE, HttpStatus.INTERNAL_SERVER_ERROR));
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        if (!parameters.isEmpty()) {
            statuses.add(HttpStatus.BAD_REQUEST);
        }
        if (parameters.stream().anyMatch(parameter -> parameter.getIn().equals("path"))) {
            statuses.add(HttpStatus.NOT_FOUND);
        }
        if (takes(HttpHeaders.IF_MATCH, operation)) {
            statuses.add(HttpStatus.PRECONDITION_FAILED);
        }
        if (takes("Prefer", operation)) {
            statuses.add(HttpStatus.TOO_MANY_REQUESTS);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(Set.of(
                    HttpStatus.BAD_REQUEST,
                    HttpStatus.CONTENT_TOO_LARGE,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    HttpStatus.UNPROCESSABLE_CONTENT));
        }
        ApiResponses responses = operation.getResponses();
        for (HttpStatus status : statuses) {
            responses.computeIfAbsent(Integer.toString(status.value()), code -> new ApiResponse());
        }
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                Schema<?> reference = new Schema<>().$ref("#/components/schemas/Problem");
                response.setContent(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(reference)));
                if (response.getDescription() == null
                        || response.getDescription().isEmpty()) {
                    response.setDescription(description(HttpStatus.valueOf(Integer.parseInt(status)), operation));
                }
            }
        });
    }

    private static boolean takes(String header, Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    private static String description(HttpStatus status, Operation operation) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .filter(type -> type != ProblemType.IDEMPOTENCY_KEY_REUSED || takes("Idempotency-Key", operation))
                .map(type -> type.title() + " (`" + type.uri() + "`)")
                .collect(Collectors.joining("; "));
    }

    /** Requests take the documented fields and no others; answers hold all of theirs but those left out where null. */
    private static void describeStrictness(Components components, List<Operation> operations) {
        Map<String, Schema<?>> named = new TreeMap<>();
        components.getSchemas().forEach(named::put);
        SchemaUse requests = new SchemaUse(named);
        SchemaUse answers = new SchemaUse(named);
        for (Operation operation : operations) {
            if (operation.getRequestBody() != null) {
                requests.add(operation.getRequestBody().getContent());
            }
            operation.getResponses().values().forEach(response -> answers.add(response.getContent()));
        }
        requests.objects().forEach(schema -> schema.setAdditionalProperties(false));
        // What is asked and answered alike need not be given in full when it is asked.
        answers.objectsWithout(requests).forEach(schema -> schema.setRequired(alwaysThere(schema)));
        named.values().forEach(schema -> schema.setExtensions(null));
    }

    private static List<String> alwaysThere(Schema<?> schema) {
        List<String> names = new ArrayList<>(schema.getProperties().keySet());
        names.removeAll(RecordSchemas.leftOutWhereNull(schema));
        return names;
    }

    /** The order of controllers and methods is not defined; that of the document is. */
    private static void sort(OpenAPI document) {
        Paths paths = new Paths();
        new TreeMap<String, PathItem>(document.getPaths()).forEach(paths::addPathItem);
        document.setPaths(paths);
        document.getComponents()
                .setSchemas(new TreeMap<>(document.getComponents().getSchemas()));
        paths.values().stream().flatMap(path -> path.readOperations().stream()).forEach(operation -> {
            ApiResponses responses = new ApiResponses();
            new TreeMap<>(operation.getResponses()).forEach(responses::addApiResponse);
            operation.setResponses(responses);
        });
        if (document.getTags() != null) {
            document.getTags().sort(Comparator.comparing(Tag::getName));
        }
    }
}
