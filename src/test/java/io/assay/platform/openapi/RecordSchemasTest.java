package io.assay.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemasTest {

    private record Amendment(
            @io.swagger.v3.oas.annotations.media.Schema(description = "what changes")
            ObjectNode changes,

            @Nullable ObjectNode extra) {}

    @Test
    void describesATreeAsAnObjectWithAnyMembers() {
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(new RecordSchemas(Json31.mapper()));

        var resolved = converters.resolveAsResolvedSchema(new AnnotatedType(Amendment.class));

        assertThat(resolved.referencedSchemas).hasSize(1);
        Map<?, ?> properties =
                resolved.referencedSchemas.values().iterator().next().getProperties();
        Schema<?> changes = (Schema<?>) Objects.requireNonNull(properties.get("changes"));
        assertThat(changes.getTypes()).containsExactly("object");
        assertThat(changes.getAdditionalProperties()).isEqualTo(true);
        assertThat(changes.getDescription()).isEqualTo("what changes");
        Schema<?> extra = (Schema<?>) Objects.requireNonNull(properties.get("extra"));
        assertThat(extra.getTypes()).containsExactlyInAnyOrder("object", "null");
    }
}
