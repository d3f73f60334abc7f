/**
 * The container image, run by Docker as the manifests in {@code k8s/} say. The image is made before by
 * {@code docker build -t assay .}; another name with {@code -Dassay.image=NAME}.
 */
@NullMarked
package io.assay.image;

import org.jspecify.annotations.NullMarked;
