package io.assay.platform.http;

/**
 * Who calls, for audit trails: the name of the key or token, with that of the person behind it where the request
 * declares one, which is believed as it is. Where the service asks for no key, the declared name alone.
 *
 * @param name printable characters; {@value #ANONYMOUS} where nothing names the caller
 */
public record Caller(String name) {

    public static final String ANONYMOUS = "anonymous";
}
