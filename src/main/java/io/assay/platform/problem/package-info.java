/**
 * RFC 9457 problems: the catalogue of failure classes, and the places where a failure becomes an answer (Spring's
 * advice, the error page, Tomcat's own refusals), a database that is away included. Uses {@code statistics}' exception for bad input and nothing else.
 */
@NullMarked
package io.assay.platform.problem;

import org.jspecify.annotations.NullMarked;
