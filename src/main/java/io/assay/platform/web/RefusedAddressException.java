package io.assay.platform.web;

/** Says which property asked for an address that is not a loopback address. */
final class RefusedAddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;

    private final String address;

    RefusedAddressException(String property, String address) {
        super(property + "=" + address + " is not a loopback address");
        this.property = property;
        this.address = address;
    }

    String property() {
        return property;
    }

    String address() {
        return address;
    }
}
