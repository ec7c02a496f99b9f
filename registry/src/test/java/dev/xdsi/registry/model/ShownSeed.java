package dev.xdsi.registry.model;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Says from which seed the histories were made, also where nothing failed: with {@code @Property(seed = …)} they are made again. */
final class ShownSeed implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        PropertyExecutionResult result = property.execute();
        result.seed().ifPresent(seed -> context.reporter().publishValue("seed", seed));
        return result;
    }
}
