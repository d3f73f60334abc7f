package io.assay.platform.http;

/**
 * Something with its place in the order of a list.
 *
 * @param place not negative
 */
public record Numbered<T>(long place, T value) {}
