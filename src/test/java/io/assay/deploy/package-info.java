/**
 * What is deployed to Kubernetes: the manifests of {@code k8s/} and what the chart {@code helm/assay} renders, held
 * against the schemas of Kubernetes and against rules of our own. May use the libraries of Helm and of Kubernetes' schemas,
 * and over HTTP the running service; nothing here is applied to a cluster.
 */
@NullMarked
package io.assay.deploy;

import org.jspecify.annotations.NullMarked;
