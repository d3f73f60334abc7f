package io.assay.platform.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** From where a call came, as far as one somebody can choose: of IPv6 the network, of which a home has 2^64 addresses. */
final class RemoteNetwork {

    private static final int NETWORK_BYTES = 8;

    private RemoteNetwork() {}

    static String of(String address) {
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
