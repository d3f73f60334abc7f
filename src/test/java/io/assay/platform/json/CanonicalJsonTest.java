package io.assay.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Canonical bytes are those of RFC 8785. The digests come from the Python package rfc8785 0.1.4, {@code
 * hashlib.sha256(rfc8785.dumps(value))}.
 */
class CanonicalJsonTest {

    private record Plan(String metricKey, Double alpha, Long plannedN, List<Double> looks) {}

    private final JsonMapper mapper = mapper();

    private final CanonicalJson canonical = new CanonicalJson(mapper);

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        JsonSettings.apply(builder);
        return builder.build();
    }

    private String canonical(Object value) {
        return new String(canonical.bytes(value), UTF_8);
    }

    /** RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000,0",
        "8000000000000000,0",
        "0000000000000001,5e-324",
        "8000000000000001,-5e-324",
        "7fefffffffffffff,1.7976931348623157e+308",
        "ffefffffffffffff,-1.7976931348623157e+308",
        "4340000000000000,9007199254740992",
        "c340000000000000,-9007199254740992",
        "4430000000000000,295147905179352830000",
        "44b52d02c7e14af5,9.999999999999997e+22",
        "44b52d02c7e14af6,1e+23",
        "44b52d02c7e14af7,1.0000000000000001e+23",
        "444b1ae4d6e2ef4e,999999999999999700000",
        "444b1ae4d6e2ef4f,999999999999999900000",
        "444b1ae4d6e2ef50,1e+21",
        "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d,0.000001",
        "41b3de4355555553,333333333.3333332",
        "41b3de4355555554,333333333.33333325",
        "41b3de4355555555,333333333.3333333",
        "41b3de4355555556,333333333.3333334",
        "41b3de4355555557,333333333.33333343",
        "becbf647612f3696,-0.0000033333333333333333",
        "43143ff3c1cb0959,1424953923781206.2",
    })
    void writesNumbersAsTheStandardDoes(String bits, String expected) {
        assertThat(EcmaNumber.of(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(expected);
    }

    /** 100,000 bit patterns of the generator x -> 6364136223846793005 x + 1442695040888963407 mod 2^64 from 1. */
    @Test
    void writesNumbersOfAnyMagnitudeAsAnotherImplementationDoes() {
        List<Double> values = new ArrayList<>();
        for (long bits = 1; values.size() < 100_000; ) {
            bits = bits * 6364136223846793005L + 1442695040888963407L;
            if (Double.isFinite(Double.longBitsToDouble(bits))) {
                values.add(Double.longBitsToDouble(bits));
            }
        }

        assertThat(canonical.sha256(values))
                .isEqualTo("1734668990561b35610fc2ce822c60a3282df41aa9aa49b5bdeae94c5e05a243");
    }

    /** 1e-330 to 99e308, as far as doubles go. */
    @Test
    void writesNumbersOfOneOrTwoDigitsAsAnotherImplementationDoes() {
        List<Double> values = new ArrayList<>();
        for (int digits = 1; digits < 100; digits++) {
            for (int exponent = -330; exponent < 309; exponent++) {
                double value = Double.parseDouble(digits + "e" + exponent);
                if (Double.isFinite(value)) {
                    values.add(value);
                }
            }
        }

        assertThat(canonical.sha256(values))
                .isEqualTo("9d064ddb554306402e8c0011bcdf6bc6cba4b69691bbdeeaf3c387be47c80e94");
    }

    /** RFC 8785, sections 3.2.2 and 3.2.4. */
    @Test
    void writesTheExampleOfTheStandard() {
        var example = mapper.readTree("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }
                """);

        assertThat(canonical(example))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3. */
    @Test
    void sortsMembersByCodeUnits() {
        var example = mapper.readTree("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}
                """);

        assertThat(mapper.readTree(canonical.bytes(example)).propertyNames())
                .containsExactly("\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33");
    }

    @Test
    void hasTheDigestThatAnotherImplementationComputes() {
        var value = mapper.readTree("""
                {"plan":{"kind":"group_sequential","alpha":0.05,"looks":[0.25,0.5,0.75,1.0]},"key":"checkout-button",
                 "arms":[{"name":"control","weight":1},{"name":"zo\\u00eb \\ud83d\\ude00","weight":2.5}],"ends":null,
                 "baseline":{"rate":1e-7,"n":1000000000000000,"tiny":5e-324,"large":1.7976931348623157e308,"minus":-0.0},
                 "\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
                 "\\ud83d\\ude00":"Emoji","\\u0080":"Control","\\u00f6":"o"}
                """);

        assertThat(canonical.sha256(value))
                .isEqualTo("e887944c4ca3ab865c875261b2b6b06fa7b15cc22f276fe4cd47b471e3cfe7c2");
    }

    @Test
    void isTheSameForARecordAndForTheTreeThatItIsWrittenAs() {
        Plan plan = new Plan("conversion", 0.05, 1_000_000_000_000_000L, List.of(0.5, 1.0));

        assertThat(canonical(plan))
                .isEqualTo("{\"alpha\":0.05,\"looks\":[0.5,1],\"metric_key\":\"conversion\","
                        + "\"planned_n\":1000000000000000}")
                .isEqualTo(canonical(mapper.readTree(mapper.writeValueAsBytes(plan))));
    }

    @Test
    void takesNumbersForWhatTheyAreReadAs() {
        var nodes = mapper.getNodeFactory();

        assertThat(canonical(nodes.numberNode(new BigDecimal("1.50E+3")))).isEqualTo("1500");
        assertThat(canonical(nodes.numberNode(9_007_199_254_740_993L))).isEqualTo("9007199254740992");
        assertThat(canonical(Map.of())).isEqualTo("{}");
        assertThat(canonical(List.of())).isEqualTo("[]");
    }

    @Test
    void refusesNumbersThatNoDoubleHolds() {
        var tooLarge = mapper.createObjectNode().put("a", new BigDecimal("1e400"));

        assertThatThrownBy(() -> canonical.bytes(tooLarge)).isInstanceOf(ProblemException.class);
    }
}
