/**
 * What a request says beside its body, as arguments that controllers declare: who calls, which version is meant, which
 * page of a list. Refuses query parameters that nobody reads. Uses {@code platform.problem} to refuse.
 */
@NullMarked
package io.assay.platform.http;

import org.jspecify.annotations.NullMarked;
