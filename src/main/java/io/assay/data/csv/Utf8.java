package io.assay.data.csv;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text of any usual encoding as UTF-8. */
public final class Utf8 {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final Map<String, Charset> NAMES = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16,
            "utf-16le", StandardCharsets.UTF_16LE,
            "utf-16be", StandardCharsets.UTF_16BE,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "iso-8859-15", Charset.forName("ISO-8859-15"),
            "windows-1252", WINDOWS);

    private static final int BUFFER = 64 * 1024;

    private static final int SAMPLE = 4 * 1024;

    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** The names that {@link #encoding} takes. */
    public static String names() {
        return String.join(", ", NAMES.keySet().stream().sorted().toList());
    }

    /** The encoding of that name; null where there is none. */
    public static @Nullable Charset encoding(String name) {
        return NAMES.get(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The encoding of a file: what its byte order mark says; UTF-16 where every other byte is 0; UTF-8 where all of it is
     * that; else windows-1252, which has the letters of ISO 8859-1 where that has them.
     */
    public static Charset detect(Path file) throws IOException {
        byte[] sample;
        try (InputStream in = Files.newInputStream(file)) {
            sample = in.readNBytes(SAMPLE);
        }
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(sample, 0xFF, 0xFE) || zeros(sample, 1) > sample.length / 4) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(sample, 0xFE, 0xFF) || zeros(sample, 0) > sample.length / 4) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    /** Whether {@link #detect} says so for want of anything better. */
    public static boolean isGuess(Charset encoding) {
        return encoding.equals(WINDOWS);
    }

    /**
     * The file's text in UTF-8, without a byte order mark.
     *
     * @throws ProblemException while reading, with status 422, at the first byte that is not of the encoding
     */
    public static InputStream open(Path file, Charset encoding) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        in.reset();
        if (startsWith(mark, 0xEF, 0xBB, 0xBF) && encoding.equals(StandardCharsets.UTF_8)) {
            in.skipNBytes(3);
        } else if ((startsWith(mark, 0xFF, 0xFE) && encoding.equals(StandardCharsets.UTF_16LE))
                || (startsWith(mark, 0xFE, 0xFF) && encoding.equals(StandardCharsets.UTF_16BE))) {
            in.skipNBytes(2);
        }
        return encoding.equals(StandardCharsets.UTF_8) ? in : new Recoded(in, encoding);
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] bytes, int parity) {
        int zeros = 0;
        for (int i = parity; i < bytes.length; i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Whether a file of that encoding is UTF-8 without a byte order mark. */
    public static boolean isPlain(Path file, Charset encoding) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return encoding.equals(StandardCharsets.UTF_8) && !startsWith(in.readNBytes(3), 0xEF, 0xBB, 0xBF);
        }
    }

    /** Whether all of a file is UTF-8. */
    public static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer characters = CharBuffer.allocate(BUFFER);
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.readNBytes(bytes.array(), 0, BUFFER);
            while (read > 0) {
                int length = bytes.position() + read;
                bytes.position(0).limit(length);
                if (!isAscii(bytes, length)) {
                    characters.clear();
                    if (decoder.decode(bytes, characters, false).isError()) {
                        return false;
                    }
                } else {
                    bytes.position(length);
                }
                bytes.compact();
                read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
            }
        }
        return bytes.position() == 0;
    }

    private static boolean isAscii(ByteBuffer bytes, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if ((bytes.getLong(at) & NOT_ASCII) != 0) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (bytes.get(at) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Another encoding's bytes as those of UTF-8. */
    private static final class Recoded extends InputStream {

        private final InputStream in;
        private final Charset encoding;
        private final CharsetDecoder decoder;
        private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
        private final CharBuffer characters = CharBuffer.allocate(BUFFER);
        private ByteBuffer utf8 = ByteBuffer.allocate(0);
        private boolean ended;

        Recoded(InputStream in, Charset encoding) {
            this.in = in;
            this.encoding = encoding;
            this.decoder = encoding.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
        }

        @Override
        public int read() throws IOException {
            return fill() ? utf8.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, utf8.remaining());
            utf8.get(target, offset, count);
            return count;
        }

        private boolean fill() throws IOException {
            while (!utf8.hasRemaining() && !ended) {
                bytes.compact();
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                characters.clear();
                CoderResult result = decoder.decode(bytes, characters, ended);
                if (result.isError()) {
                    throw refused();
                }
                try {
                    utf8 = StandardCharsets.UTF_8.newEncoder().encode(characters.flip());
                } catch (CharacterCodingException halfSurrogate) {
                    throw refused();
                }
            }
            return utf8.hasRemaining();
        }

        private ProblemException refused() {
            return new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The file is not text in " + encoding.name() + "; say its encoding: " + names() + ".");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
