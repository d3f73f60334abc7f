package io.assay.model.scoring;

import io.assay.platform.digest.Digests;
import java.util.HexFormat;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Models as JSON and back. The same model has the same bytes, and their SHA-256 is its identity. */
@Component
public final class ModelDocuments {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    ModelDocuments(JsonMapper mapper) {
        this.writer = mapper.writerFor(Model.class);
        this.reader = mapper.readerFor(Model.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** The document, without white space. */
    public byte[] write(Model model) {
        return writer.writeValueAsBytes(model);
    }

    /**
     * The model of a document.
     *
     * @throws IllegalArgumentException when it is none: not JSON, something unknown or missing in it, a tree that is no
     *     tree
     */
    public Model read(byte[] document) {
        try {
            return Documents.<Model>present(reader.readValue(document), "content");
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException(
                    "not a model's document: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    /** The SHA-256 of a document in lower-case hexadecimal digits. */
    public static String sha256(byte[] document) {
        return HexFormat.of().formatHex(Digests.sha256().digest(document));
    }
}
