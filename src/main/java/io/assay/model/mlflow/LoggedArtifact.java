package io.assay.model.mlflow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of a run. It is compressed as soon as it is made: a transaction that writes it has less to do then, and a statement
 * has two seconds.
 */
public final class LoggedArtifact {

    /** What every store takes for a name, with folders. */
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*");

    private final String path;
    private final String contentType;
    private final byte[] packed;

    private LoggedArtifact(String path, String contentType, byte[] packed) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of an artifact: " + path);
        }
        this.path = path;
        this.contentType = contentType;
        this.packed = packed;
    }

    /** From text, which is written in UTF-8. */
    public static LoggedArtifact of(String path, String contentType, String text) {
        return of(path, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static LoggedArtifact of(String path, String contentType, byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new LoggedArtifact(path, contentType, out.toByteArray());
    }

    static LoggedArtifact packed(String path, String contentType, byte[] packed) {
        return new LoggedArtifact(path, contentType, packed);
    }

    String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    byte[] packed() {
        return packed;
    }

    byte[] bytes() {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return zip.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("artifact " + path, damaged);
        }
    }
}
