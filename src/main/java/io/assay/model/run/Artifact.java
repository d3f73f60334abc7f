package io.assay.model.run;

import io.assay.platform.digest.Digests;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file that a run left behind. */
final class Artifact {

    static final String JSON = "application/json";
    static final String CSV = "text/csv";
    static final String BYTES = "application/octet-stream";

    private final String name;
    private final String contentType;
    private final byte[] bytes;

    /** Takes the bytes as they are. */
    Artifact(String name, String contentType, byte[] bytes) {
        this.name = name;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /** From text, which is written in UTF-8. */
    static Artifact of(String name, String contentType, String text) {
        return new Artifact(name, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Artifact unpacked(String name, String contentType, byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new Artifact(name, contentType, zip.readAllBytes());
        } catch (IOException damaged) {
            throw new UncheckedIOException("artifact " + name, damaged);
        }
    }

    /** What is said of it in answers. */
    @Schema(name = "RunArtifact")
    record About(
            String name,
            String contentType,

            @Schema(description = "In bytes") long size,

            String sha256) {}

    /** As it is stored. */
    static final class Packed {

        private final Artifact artifact;
        private final byte[] bytes;

        private Packed(Artifact artifact, byte[] bytes) {
            this.artifact = artifact;
            this.bytes = bytes;
        }

        String name() {
            return artifact.name;
        }

        String contentType() {
            return artifact.contentType;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    Packed packed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Packed(this, out.toByteArray());
    }

    About about() {
        return new About(
                name,
                contentType,
                bytes.length,
                HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }
}
