package io.assay.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every kind of break is found, and nothing else is called one. */
class BreakingChangesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String DOCUMENT = """
            {"paths":{"/a/{id}":{"post":{"operationId":"a",
              "parameters":[
                {"name":"id","in":"path","required":true,"schema":{"type":"string"}},
                {"name":"n","in":"query","required":false,"schema":{"type":"integer"}}],
              "requestBody":{"required":false,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Ask"}}}},
              "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Tell"}}}},
                           "422":{"content":{"application/problem+json":{"schema":{"type":"object"}}}}}}}},
             "components":{"schemas":{
              "Ask":{"type":"object","required":["x"],"properties":{
                "x":{"type":"number","minimum":0,"maximum":1},
                "side":{"type":["string","null"],"enum":["one","two",null]},
                "part":{"anyOf":[{"$ref":"#/components/schemas/Part"},{"type":"null"}]},
                "many":{"type":"array","minItems":2,"items":{"type":"number"}},
                "named":{"type":"object","additionalProperties":{"type":"number"}}}},
              "Part":{"type":"object","properties":{"p":{"type":"string","maxLength":9}}},
              "Tell":{"type":"object","required":["y","z"],"properties":{
                "y":{"type":["number","null"]},
                "z":{"type":"integer"},
                "verdict":{"type":"string","enum":["pass","fail"]},
                "self":{"$ref":"#/components/schemas/Tell"},
                "sub":{"$ref":"#/components/schemas/Part2"},
                "list":{"type":"array","items":{"type":"integer"}},
                "either":{"oneOf":[{"type":"string"},{"type":"number"}]}}},
              "Part2":{"type":"object","properties":{"q":{"type":"string"}}}}}}
            """;

    private static List<String> changes(String what, String by) {
        assertThat(DOCUMENT).contains(what);
        JsonNode older = JSON.readTree(DOCUMENT);
        return BreakingChanges.between(older, JSON.readTree(DOCUMENT.replace(what, by)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/a/{id}\"|\"/b/{id}\"|POST /a/{id}: removed",
                "\"post\":|\"put\":|POST /a/{id}: removed",
                "\"operationId\":\"a\"|\"operationId\":\"b\"|POST /a/{id}: operation id changed",
                "\"name\":\"n\"|\"name\":\"m\"|POST /a/{id} parameter n: removed",
                "\"required\":false,\"schema\":{\"type\":\"integer\"}|\"required\":true,\"schema\":{\"type\":\"integer\"}|POST /a/{id} parameter n: became required",
                "\"schema\":{\"type\":\"integer\"}|\"schema\":{\"type\":\"string\"}|POST /a/{id} parameter n: took [integer], takes [string]",
                "\"parameters\":[|\"parameters\":[{\"name\":\"k\",\"in\":\"query\",\"required\":true},|POST /a/{id} parameter k: new and required",
                "\"requestBody\":{\"required\":false|\"requestBody\":{\"required\":true|POST /a/{id} request: became required",
                "\"requestBody\"|\"nobody\"|POST /a/{id} request: removed",
                "\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/Ask\"|\"content\":{\"text/csv\":{\"schema\":{\"$ref\":\"#/components/schemas/Ask\"|POST /a/{id} request: no longer application/json",
                "\"200\"|\"201\"|POST /a/{id} answer 200: removed",
                "application/problem+json|application/json|POST /a/{id} answer 422: no longer application/problem+json",
                "\"x\":{|\"w\":{|POST /a/{id} request.x: removed",
                "\"required\":[\"x\"]|\"required\":[\"x\",\"new\"]|POST /a/{id} request.new: became required",
                "\"required\":[\"x\"]|\"required\":[\"x\",\"side\"]|POST /a/{id} request.side: became required",
                "\"x\":{\"type\":\"number\"|\"x\":{\"type\":\"integer\"|POST /a/{id} request.x: took [integer, number], takes [integer]",
                "\"minimum\":0|\"minimum\":0.5|POST /a/{id} request.x: minimum became 0.5",
                "\"maximum\":1|\"maximum\":0.5|POST /a/{id} request.x: maximum became 0.5",
                "\"maximum\":1|\"maximum\":1,\"exclusiveMinimum\":0|POST /a/{id} request.x: exclusiveMinimum became 0",
                "\"maxLength\":9|\"maxLength\":8|POST /a/{id} request.part.p: maxLength became 8",
                "\"maxLength\":9|\"maxLength\":9,\"pattern\":\"a\"|POST /a/{id} request.part.p: pattern changed",
                "\"minItems\":2|\"minItems\":3|POST /a/{id} request.many: minItems became 3",
                "[\"string\",\"null\"]|\"string\"|POST /a/{id} request.side: took [null, string], takes [string]",
                "[\"one\",\"two\",null]|[\"one\",null]|POST /a/{id} request.side: no longer takes [two]",
                "\"many\":{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"number\"}|\"many\":{\"type\":\"array\",\"minItems\":2,\"items\":{\"type\":\"string\"}|POST /a/{id} request.many[]: took [integer, number], takes [string]",
                "\"additionalProperties\":{\"type\":\"number\"}|\"additionalProperties\":{\"type\":\"string\"}|POST /a/{id} request.named.*: took [integer, number], takes [string]",
                "\"Ask\":{\"type\":\"object\"|\"Ask\":{\"type\":\"object\",\"additionalProperties\":false|POST /a/{id} request: takes no other fields any more",
                "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Part\"},{\"type\":\"null\"}]}|{\"$ref\":\"#/components/schemas/Part\"}|POST /a/{id} request.part: took [null, object], takes [object]",
                "\"verdict\":{|\"v\":{|POST /a/{id} answer 200.verdict: removed",
                "\"required\":[\"y\",\"z\"]|\"required\":[\"y\"]|POST /a/{id} answer 200.z: may be missing",
                "\"z\":{\"type\":\"integer\"}|\"z\":{\"type\":\"number\"}|POST /a/{id} answer 200.z: was [integer], is [integer, number]",
                "\"z\":{\"type\":\"integer\"}|\"z\":{\"type\":[\"integer\",\"null\"]}|POST /a/{id} answer 200.z: was [integer], is [integer, null]",
                "\"z\":{\"type\":\"integer\"}|\"z\":{}|POST /a/{id} answer 200.z: was [integer], is []",
                "\"sub\":{\"$ref\":\"#/components/schemas/Part2\"}|\"sub\":{\"anyOf\":[{\"$ref\":\"#/components/schemas/Part2\"},{\"type\":\"null\"}]}|POST /a/{id} answer 200.sub: was [object], is [null, object]",
                ",\"enum\":[\"pass\",\"fail\"]||POST /a/{id} answer 200.verdict: was one of [fail, pass], is anything",
                "\"items\":{\"type\":\"integer\"}|\"items\":{\"type\":\"string\"}|POST /a/{id} answer 200.list[]: was [integer], is [string]",
                "[{\"type\":\"string\"},{\"type\":\"number\"}]|[{\"type\":\"string\"},{\"type\":\"number\"},{\"type\":\"null\"}]|POST /a/{id} answer 200.either oneOf: may be of more kinds",
                "\"q\":{\"type\":\"string\"}|\"q\":{\"type\":\"boolean\"}|POST /a/{id} answer 200.sub.q: was [string], is [boolean]",
            })
    void findsEveryKindOfBreak(String what, String by, String change) {
        assertThat(changes(what, by == null ? "" : by)).containsExactly(change);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"paths\":{|\"paths\":{\"/new\":{\"get\":{}},",
                "\"parameters\":[|\"parameters\":[{\"name\":\"k\",\"in\":\"query\",\"required\":false},",
                "\"required\":[\"x\"]|\"required\":[]",
                "\"x\":{\"type\":\"number\"|\"x\":{\"type\":[\"number\",\"null\"]",
                "\"schema\":{\"type\":\"integer\"}|\"schema\":{\"type\":\"number\"}",
                "\"minimum\":0|\"minimum\":-1",
                "\"maximum\":1|\"maximum\":2",
                "\"one\",\"two\",null|\"one\",\"two\",\"three\",null",
                "\"side\":{|\"other\":{\"type\":\"string\"},\"side\":{",
                "\"verdict\":{|\"reason\":{\"type\":\"string\"},\"verdict\":{",
                "\"y\":{\"type\":[\"number\",\"null\"]}|\"y\":{\"type\":\"number\"}",
                "\"enum\":[\"pass\",\"fail\"]|\"enum\":[\"pass\",\"warn\",\"fail\"]",
                "\"enum\":[\"pass\",\"fail\"]|\"enum\":[\"pass\"]",
                "\"200\":{|\"200\":{\"description\":\"said otherwise\",",
                "\"200\":{|\"400\":{},\"200\":{",
            })
    void callsNothingElseABreak(String what, String by) {
        assertThat(changes(what, by)).isEmpty();
    }

    @Test
    void findsSeveralAtOnceAndNoneInTheSameDocument() {
        assertThat(changes("\"q\":", "\"r\":")).hasSize(1);
        assertThat(changes("\"type\":\"number\"", "\"type\":\"string\"")).hasSizeGreaterThan(3);
        assertThat(changes("\"a\"", "\"a\"")).isEmpty();
    }
}
