package io.assay.platform.http;

/**
 * Who calls, for audit trails: the name that the request declares, believed as it is.
 *
 * @param name 1 to {@value #LONGEST} printable characters; {@value #ANONYMOUS} where the request declares none
 */
public record Caller(String name) {

    static final int LONGEST = 200;

    static final String ANONYMOUS = "anonymous";
}
