package io.assay.data.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip is read whole or not at all. */
class GunzipTest {

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] gzip, int buffer) throws IOException {
        try (Gunzip in = new Gunzip(new ByteArrayInputStream(gzip), buffer)) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        // Half of it can be made smaller.
        Arrays.fill(bytes, 0, length / 2, (byte) 'a');
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 1_000, 300_000})
    void readsWhatTheJdkWrote(int length) throws IOException {
        byte[] bytes = bytes(length);
        for (int buffer : new int[] {1, 7, 8, 9, 64, 65_536}) {
            assertThat(gunzip(gzip(bytes), buffer)).isEqualTo(bytes);
            assertThat(gunzip(joined(gzip(bytes), gzip(new byte[0]), gzip(bytes)), buffer))
                    .isEqualTo(joined(bytes, bytes));
        }
    }

    /** The optional fields of RFC 1952, section 2.3, put before what the JDK wrote. */
    @Test
    void readsAHeaderWithAllItsFields() throws IOException {
        byte[] plain = gzip("x,y\n".getBytes(UTF_8));
        byte[] named = joined(
                HexFormat.of().parseHex("1f8b0808a1b2c3d40003"),
                "a.csv\0".getBytes(UTF_8),
                Arrays.copyOfRange(plain, 10, plain.length));
        byte[] all = joined(
                HexFormat.of().parseHex("1f8b081ea1b2c3d40003" + "0300616263"),
                "a.csv\0comment\0".getBytes(UTF_8),
                new byte[2],
                Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(gunzip(named, 512)).asString(UTF_8).isEqualTo("x,y\n");
        assertThat(gunzip(all, 512)).asString(UTF_8).isEqualTo("x,y\n");
    }

    @Test
    void refusesWhatIsCutOffAnywhere() throws IOException {
        byte[] whole = gzip(bytes(500));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> gunzip(cut, 64)).as("%s bytes", length).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0000000000000000000000000000000000000000", "\u001f", "\n"})
    void refusesWhatFollows(String junk) throws IOException {
        byte[] whole = joined(gzip(bytes(500)), junk.getBytes(UTF_8));
        for (int buffer : new int[] {1, 9, 512, 65_536}) {
            assertThatThrownBy(() -> gunzip(whole, buffer)).isInstanceOfAny(ZipException.class, EOFException.class);
        }
    }

    /** Some bits mean nothing: those of codes that are not used, and those that fill up the last byte. */
    @Test
    void refusesWhatWasChanged() throws IOException {
        byte[] bytes = bytes(500);
        byte[] whole = gzip(bytes);
        int refused = 0;
        for (int place = 10; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x10;
            try {
                assertThat(gunzip(changed, 64)).as("byte %s", place).isEqualTo(bytes);
            } catch (ZipException | EOFException damaged) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length * 9 / 10);
    }
}
