package dev.xdsi.registry.expected;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The running registries, one on each kind of store: started once for all tests, and stopped after the last. */
final class EveryStore implements ArgumentsProvider {
    private static final Namespace NAMESPACE = Namespace.create(EveryStore.class);

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(RunningRegistry.Store.values())
                .map(store -> context.getRoot()
                        .getStore(NAMESPACE)
                        .getOrComputeIfAbsent(store, RunningRegistry::start, RunningRegistry.class))
                .map(Arguments::of);
    }
}
