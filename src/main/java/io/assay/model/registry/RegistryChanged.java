package io.assay.model.registry;

/** Something about a model has changed; listeners within this process hear of it when the change is committed. */
public record RegistryChanged(String name) {}
