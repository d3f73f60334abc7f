/**
 * The OpenAPI 3.1 document, made to say exactly what strict JSON does: snake_case names, lower-case enums, what is
 * required, nullable or refused, the problems of every operation, and examples from files. Uses {@code platform.problem}.
 */
@NullMarked
package io.assay.platform.openapi;

import org.jspecify.annotations.NullMarked;
