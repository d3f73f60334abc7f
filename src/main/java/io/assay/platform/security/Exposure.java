package io.assay.platform.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.core.env.Environment;

/**
 * Whether calls need a credential. Decided at the start by the address that the service was told to listen on, and
 * never by a caller's: a sidecar or a forwarded port comes from 127.0.0.1 too.
 *
 * @param open only this machine can call, and nobody asked for credentials
 */
public record Exposure(boolean open) {

    static Exposure of(Environment environment, SecuritySettings.Mode mode) {
        return new Exposure(
                mode == SecuritySettings.Mode.AUTO && isLoopback(environment.getProperty("server.address", "")));
    }

    /** No address means all of them. */
    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank()
                    && Arrays.stream(InetAddress.getAllByName(address)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
