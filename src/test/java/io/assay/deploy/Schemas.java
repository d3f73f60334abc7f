package io.assay.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * What an API server would say to an object, from two libraries that are generated from its schemas: the official
 * client's refuses unknown and missing fields, and fabric8's models refuse wrong types once Jackson converts nothing, and
 * are all there is for resources that operators and gateways bring.
 */
final class Schemas {

    private static final Map<String, Class<? extends HasMetadata>> MODELS = models(
            ConfigMap.class,
            Pod.class,
            Secret.class,
            Service.class,
            ServiceAccount.class,
            Deployment.class,
            StatefulSet.class,
            HorizontalPodAutoscaler.class,
            Ingress.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            HTTPRoute.class,
            PrometheusRule.class,
            ServiceMonitor.class);

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .annotationIntrospector(new OlderModels())
            .build();

    private Schemas() {}

    static List<String> complaints(Manifest manifest) {
        List<String> complaints = new ArrayList<>();
        String type = manifest.apiVersion() + " " + manifest.kind();
        Class<? extends HasMetadata> model = MODELS.get(type);
        if (model == null) {
            return List.of("no schema of " + type);
        }
        modelComplaints(manifest, model, complaints);
        if (!isCustom(manifest)) {
            clientComplaint(manifest, complaints);
        }
        return complaints;
    }

    private static boolean isCustom(Manifest manifest) {
        return manifest.apiVersion().startsWith("monitoring.coreos.com/")
                || manifest.apiVersion().startsWith("gateway.networking.k8s.io/");
    }

    private static void modelComplaints(
            Manifest manifest, Class<? extends HasMetadata> model, List<String> complaints) {
        try {
            unknown(STRICT.treeToValue(manifest.tree(), model), manifest.kind(), complaints);
        } catch (JacksonException wrong) {
            complaints.add(manifest + ": " + wrong.getOriginalMessage() + " at " + wrong.getPathReference());
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
    }

    /** The models take fields that they do not know and keep them apart. */
    private static void unknown(@Nullable Object value, String path, List<String> complaints)
            throws IllegalAccessException {
        switch (value) {
            case Collection<?> collection -> {
                for (Object item : collection) {
                    unknown(item, path + "[]", complaints);
                }
            }
            case Map<?, ?> map -> {
                for (var entry : map.entrySet()) {
                    unknown(entry.getValue(), path + "." + entry.getKey(), complaints);
                }
            }
            case null -> {}
            default -> {
                if (value.getClass().getPackageName().startsWith("io.fabric8.")) {
                    unknownFields(value, path, complaints);
                }
            }
        }
    }

    private static void unknownFields(Object model, String path, List<String> complaints)
            throws IllegalAccessException {
        for (Class<?> type = model.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || model instanceof Enum) {
                    continue;
                }
                field.setAccessible(true);
                Object value = field.get(model);
                if (!field.getName().equals("additionalProperties")) {
                    unknown(value, path + "." + field.getName(), complaints);
                } else if (value instanceof Map<?, ?> rest && !rest.isEmpty()) {
                    complaints.add("unknown in " + path + ": " + rest.keySet());
                }
            }
        }
    }

    private static void clientComplaint(Manifest manifest, List<String> complaints) {
        String version = manifest.apiVersion()
                .substring(manifest.apiVersion().indexOf('/') + 1)
                .toUpperCase(Locale.ROOT);
        try {
            Class.forName("io.kubernetes.client.openapi.models." + version + manifest.kind())
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, JsonParser.parseString(manifest.tree().toString()));
        } catch (InvocationTargetException refused) {
            complaints.add(manifest + ": " + refused.getCause());
        } catch (ReflectiveOperationException missing) {
            complaints.add(manifest + ": " + missing);
        }
    }

    @SafeVarargs
    private static Map<String, Class<? extends HasMetadata>> models(Class<? extends HasMetadata>... models) {
        Map<String, Class<? extends HasMetadata>> byType = new HashMap<>();
        for (Class<? extends HasMetadata> model : models) {
            byType.put(HasMetadata.getApiVersion(model) + " " + HasMetadata.getKind(model), model);
        }
        return Map.copyOf(byType);
    }

    /**
     * The models of the Prometheus operator are of the release before, whose annotations are of another Jackson: they say that
     * no class is read in the special way of its interface.
     */
    private static final class OlderModels extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Object findDeserializer(MapperConfig<?> config, Annotated annotated) {
            return annotated.getRawType().getPackageName().startsWith("io.fabric8.openshift.")
                    ? null
                    : super.findDeserializer(config, annotated);
        }
    }
}
