package io.assay.model.registry;

/** An alias and what it points to. */
public record Assigned(String name, String alias, RegisteredVersion version) {}
