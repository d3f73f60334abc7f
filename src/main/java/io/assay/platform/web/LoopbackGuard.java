package io.assay.platform.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses, before anything starts, to listen where other machines could reach the service: it knows no callers yet,
 * so only this machine may call.
 */
public final class LoopbackGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String ADDRESS = "server.address";

    private static final String MANAGEMENT_ADDRESS = "management.server.address";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        check(environment, ADDRESS);
        if (hasManagementPort(environment) || environment.containsProperty(MANAGEMENT_ADDRESS)) {
            check(environment, MANAGEMENT_ADDRESS);
        }
    }

    /** A management port of its own listens on all addresses unless it is given one; a negative one on none. */
    private static boolean hasManagementPort(Environment environment) {
        String port = environment.getProperty("management.server.port");
        return port != null && !port.startsWith("-") && !port.equals(environment.getProperty("server.port", "8080"));
    }

    private static void check(Environment environment, String property) {
        String address = environment.getProperty(property, "");
        if (address.isBlank() || !isLoopback(address)) {
            throw new RefusedAddressException(property, address);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return Arrays.stream(InetAddress.getAllByName(address)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
