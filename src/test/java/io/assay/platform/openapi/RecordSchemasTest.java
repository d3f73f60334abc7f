package io.assay.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemasTest {

    interface Judged {

        boolean isNoField();
    }

    record Amendment(
            @io.swagger.v3.oas.annotations.media.Schema(description = "what changes")
            ObjectNode changes,

            @Nullable ObjectNode extra,
            JsonNode anything,
            List<@Nullable Double> numbers,
            Map<String, @Nullable String> tags)
            implements Judged {

        @Override
        public boolean isNoField() {
            return extra != null;
        }
    }

    @Test
    void describesATreeAsAnObjectWithAnyMembers() {
        Schema<?> changes = property("changes");
        assertThat(changes.getTypes()).containsExactly("object");
        assertThat(changes.getAdditionalProperties()).isEqualTo(true);
        assertThat(changes.getDescription()).isEqualTo("what changes");
        assertThat(property("extra").getTypes()).containsExactlyInAnyOrder("object", "null");
        assertThat(property("anything").getTypes()).isNull();
    }

    @Test
    void saysWhereElementsMayBeNull() {
        assertThat(property("numbers").getItems().getTypes()).containsExactlyInAnyOrder("number", "null");
        assertThat(((Schema<?>) property("tags").getAdditionalProperties()).getTypes())
                .containsExactlyInAnyOrder("string", "null");
    }

    @Test
    void hasTheComponentsAndNoOtherMethods() {
        assertThat(properties().keySet())
                .map(String::valueOf)
                .containsExactly("changes", "extra", "anything", "numbers", "tags");
    }

    private static Schema<?> property(String name) {
        return (Schema<?>) Objects.requireNonNull(properties().get(name));
    }

    private static Map<?, ?> properties() {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new RecordSchemas(Json31.mapper()));
        var resolved = converters.resolveAsResolvedSchema(new AnnotatedType(Amendment.class));
        assertThat(resolved.referencedSchemas).hasSize(1);
        return resolved.referencedSchemas.values().iterator().next().getProperties();
    }
}
