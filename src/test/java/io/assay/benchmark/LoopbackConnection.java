package io.assay.benchmark;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to 127.0.0.1, and to no other address. A bare socket, since a full client would
 * take more time than the service and so hide what differs between two endpoints.
 */
final class LoopbackConnection implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int TIMEOUT_MILLIS =
            Math.toIntExact(Duration.ofSeconds(10).toMillis());

    private final int port;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private boolean closing;

    /** Status and length of an answer, read to its end. */
    record Reply(int status, int length) {}

    LoopbackConnection(int port) throws IOException {
        this.port = port;
        this.socket = open(port);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** The bytes of a POST of JSON. */
    static byte[] post(String path, String body) {
        return post(path, null, body);
    }

    /** @param key null where none is needed */
    static byte[] post(String path, @Nullable String key, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String authorization = key == null ? "" : "Authorization: Bearer " + key + "\r\n";
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + authorization + "Accept: application/json\r\nContent-Length: " + content.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of a GET. */
    static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Connects again if the service closed after the last answer, as it does after a number of requests. */
    void ready() throws IOException {
        if (closing) {
            socket.close();
            socket = open(port);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            closing = false;
        }
    }

    Reply exchange(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("connection:")) {
                closing = lower.endsWith("close");
            }
        }
        if (chunked) {
            length = skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return new Reply(status, length);
    }

    private int skipChunks() throws IOException {
        int length = 0;
        for (int chunk = chunkLength(); chunk > 0; chunk = chunkLength()) {
            in.skipNBytes(chunk + 2L);
            length += chunk;
        }
        in.skipNBytes(2);
        return length;
    }

    private int chunkLength() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
