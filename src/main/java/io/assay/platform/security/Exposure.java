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
        refuseManagementOnAllAddresses(environment);
        return new Exposure(
                mode == SecuritySettings.Mode.AUTO && isLoopback(environment.getProperty("server.address", "")));
    }

    /** A port of its own listens on all addresses unless it is given one, and asks for no credential. */
    private static void refuseManagementOnAllAddresses(Environment environment) {
        String port = environment.getProperty("management.server.port", "");
        boolean own = !port.isBlank()
                && !port.startsWith("-")
                && !port.equals(environment.getProperty("server.port", "8080"));
        if (own && environment.getProperty("management.server.address", "").isBlank()) {
            throw new UnusableSecurityException(
                    "Metrics and health would be open, without a credential, on every address: there is a"
                            + " management.server.port and no management.server.address.",
                    "Set MANAGEMENT_SERVER_ADDRESS, to 127.0.0.1 or, where a network policy lets the scraper alone in,"
                            + " to 0.0.0.0.");
        }
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
