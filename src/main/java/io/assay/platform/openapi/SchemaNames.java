package io.assay.platform.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names the schema of a nested type after all the types around it too, so that two arms can't become one schema. */
final class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> owners = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        StringBuilder name = new StringBuilder(type.getSimpleName());
        for (Class<?> outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            name.insert(0, outer.getSimpleName());
        }
        Class<?> owner = owners.computeIfAbsent(name.toString(), unowned -> type);
        if (owner != type) {
            throw new IllegalStateException(owner + " and " + type + " would share the schema " + name);
        }
        return name.toString();
    }
}
