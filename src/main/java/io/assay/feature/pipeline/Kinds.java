package io.assay.feature.pipeline;

import io.assay.feature.transform.Fitted;
import io.assay.feature.transform.Kind;
import io.assay.feature.transform.Transformer;
import io.assay.platform.json.NearestName;
import io.assay.statistics.InvalidInputException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.Version;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeIdResolver;

/**
 * The transformers that there are, by their {@link Kind}: found by a scan of their package, so that a new one is a class
 * and nothing else. Teaches the JSON mapper to read them, and to say which there are when asked for another.
 */
@Component
public final class Kinds extends JacksonModule {

    private final SortedMap<String, Class<? extends Transformer>> transformers = new TreeMap<>();
    private final SortedMap<String, Class<? extends Fitted>> states = new TreeMap<>();

    public Kinds() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Kind.class));
        for (BeanDefinition found : scan.findCandidateComponents(Kind.class.getPackageName())) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            String kind = type.getAnnotation(Kind.class).value();
            if (Transformer.class.isAssignableFrom(type)) {
                add(transformers, kind, type.asSubclass(Transformer.class));
            }
            if (Fitted.class.isAssignableFrom(type)) {
                add(states, kind, type.asSubclass(Fitted.class));
            }
        }
    }

    /** The options of each kind. */
    public SortedMap<String, Class<? extends Transformer>> transformers() {
        return new TreeMap<>(transformers);
    }

    static String of(Object step) {
        return step.getClass().getAnnotation(Kind.class).value();
    }

    private static <T> void add(Map<String, Class<? extends T>> kinds, String kind, Class<? extends T> type) {
        Class<?> other = kinds.put(kind, type);
        if (other != null) {
            throw new IllegalStateException(other + " and " + type + " are of one kind, " + kind);
        }
    }

    @Override
    public String getModuleName() {
        return Kinds.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        transformers.forEach((kind, type) -> context.registerSubtypes(new NamedType(type, kind)));
        states.forEach((kind, type) -> context.registerSubtypes(new NamedType(type, kind)));
        context.addHandler(new UnknownKinds());
    }

    private final class UnknownKinds extends DeserializationProblemHandler {

        @Override
        public @Nullable JavaType handleUnknownTypeId(
                DeserializationContext context,
                JavaType base,
                String kind,
                @Nullable TypeIdResolver resolver,
                String message) {
            refuse(
                    context,
                    base,
                    known -> NearestName.to(kind, known)
                                    .map(nearest -> "is not a known kind; did you mean \"" + nearest + "\"? ")
                                    .orElse("is not a known kind; ")
                            + "Known are " + String.join(", ", known));
            return null;
        }

        @Override
        public @Nullable JavaType handleMissingTypeId(
                DeserializationContext context, JavaType base, @Nullable TypeIdResolver resolver, String message) {
            refuse(context, base, known -> "must be one of " + String.join(", ", known));
            return null;
        }

        private void refuse(
                DeserializationContext context, JavaType base, Function<Collection<String>, String> detail) {
            if (base.hasRawClass(Transformer.class) || base.hasRawClass(Fitted.class)) {
                Collection<String> known =
                        base.hasRawClass(Transformer.class) ? transformers.keySet() : states.keySet();
                throw failure(context, detail.apply(known));
            }
        }

        private static JacksonException failure(DeserializationContext context, String detail) {
            return DatabindException.from(context, detail, new InvalidInputException(Kind.FIELD, detail));
        }
    }
}
