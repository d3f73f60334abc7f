/** Tests of the OpenAPI document: that it is complete, true to the service, committed, and never broken. */
@NullMarked
package io.assay.platform.openapi;

import org.jspecify.annotations.NullMarked;
