package io.assay.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Operation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

/** The OpenAPI document names what a controller reads from headers and query. */
class HeadParametersTest {

    @Test
    void areThoseOfTheArgumentsOfTheMethod() {
        var customizer = HttpConfiguration.headParameters(List.of(new IfMatchArgument(), new PageArgument()));

        assertThat(Arrays.stream(HeadController.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(method -> {
                            Operation operation = new Operation();
                            customizer.customize(operation, new HandlerMethod(new HeadController(), method));
                            return operation.getParameters() == null
                                    ? ""
                                    : operation.getParameters().stream()
                                            .map(parameter -> parameter.getIn() + " " + parameter.getName())
                                            .toList()
                                            .toString();
                        }))
                .containsExactlyInAnyOrder(
                        "[query limit, query cursor]", "[query limit, query cursor]", "[header If-Match]", "");
    }
}
