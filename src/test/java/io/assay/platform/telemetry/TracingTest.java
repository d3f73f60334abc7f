package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.assay.HttpTest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Traces as a collector gets them. */
@TestPropertySource(
        properties = {
            "assay.database.directory=target/database/traced",
            "management.tracing.sampling.probability=1.0",
            "management.opentelemetry.tracing.export.schedule-delay=100ms"
        })
@DirtiesContext
class TracingTest extends HttpTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final String PARENT = "b7ad6b7169203331";

    private static final Collector COLLECTOR = new Collector();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    private final Logger logger = (Logger) LoggerFactory.getLogger(TracedController.class);

    @DynamicPropertySource
    static void nameTheCollector(DynamicPropertyRegistry properties) {
        properties.add("management.opentelemetry.tracing.export.otlp.endpoint", COLLECTOR::endpoint);
    }

    @AfterAll
    static void stopTheCollector() {
        COLLECTOR.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    private Map<String, String> contextOfTheEvent() {
        assertThat(log.list).hasSize(1);
        return log.list.getFirst().getMDCPropertyMap();
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private static Map<String, String> attributes(Iterable<KeyValue> attributes) {
        return StreamSupport.stream(attributes.spliterator(), false)
                .collect(Collectors.toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue()));
    }

    private static Span spanOf(String path) throws InterruptedException {
        return COLLECTOR.await(
                span -> path.equals(attributes(span.getAttributesList()).get("http.url")));
    }

    @Test
    void theTraceInTheLogIsTheOneThatTheCollectorGets() throws InterruptedException {
        String path = "/test/traced/" + UUID.randomUUID();

        assertThat(get(path + "?secret=in-the-query").statusCode()).isEqualTo(200);

        Span span = spanOf(path);
        assertThat(contextOfTheEvent())
                .containsEntry("traceId", hex(span.getTraceId()))
                .containsEntry("spanId", hex(span.getSpanId()))
                .containsKey("request_id");
        assertThat(span.getName()).isEqualTo("http get /test/traced/{name}");
        assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(span.getParentSpanId().isEmpty()).isTrue();
        assertThat(attributes(span.getAttributesList()))
                .containsEntry("method", "GET")
                .containsEntry("status", "200");
        assertThat(COLLECTOR.received())
                .allSatisfy(
                        resource -> assertThat(attributes(resource.getResource().getAttributesList()))
                                .containsEntry("service.name", "assay"));
        assertThat(COLLECTOR.received().toString()).doesNotContain("in-the-query");
    }

    @Test
    void aCallersTraceGoesOn() throws InterruptedException {
        String path = "/test/traced/" + UUID.randomUUID();

        send(request(path)
                .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                .header("baggage", "secret=in-the-baggage")
                .build());

        Span span = spanOf(path);
        assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(span.getParentSpanId())).isEqualTo(PARENT);
        assertThat(contextOfTheEvent()).containsEntry("traceId", TRACE).doesNotContainValue("in-the-baggage");
    }

    @Test
    void whatIsNoTraceBeginsOne() throws InterruptedException {
        String path = "/test/traced/" + UUID.randomUUID();

        send(request(path).header("traceparent", "00-zz\"},{-01").build());

        assertThat(hex(spanOf(path).getTraceId())).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }

    @Test
    void probesAreNotTraced() throws InterruptedException {
        String path = "/test/traced/" + UUID.randomUUID();

        get("/livez");
        get("/actuator/prometheus");
        get(path);

        spanOf(path);
        assertThat(COLLECTOR.received().toString()).doesNotContain("livez", "prometheus");
    }
}
