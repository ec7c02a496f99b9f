package dev.xdsi.registry.model;

import dev.xdsi.registry.patients.InMemoryPatientStore;
import dev.xdsi.registry.store.InMemoryRegistryStore;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Whatever happens to a registry, it answers as the model does. With {@code -Dxdsi.model.steps=100000} the histories are so many steps
 * together.
 */
class RegistryModelTest {
    private static final int TRIES = 50;
    private static final int STEPS = Integer.getInteger("xdsi.model.steps", 20_000);

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    @AddLifecycleHook(ShownSeed.class)
    void theRegistryAnswersAsTheModel(@ForAll("histories") List<Step> history) {
        try (Story story = new Story(new InMemoryRegistryStore(), new InMemoryPatientStore(), "m")) {
            story.play(history);
        }
    }

    @Example
    void whatHappensAtOnceFitsTogether() throws Exception {
        for (ConcurrentHistory.Part part : ConcurrentHistory.parts(STEPS / 80)) {
            try (RealRegistry registry = new RealRegistry(
                    new InMemoryRegistryStore(), new InMemoryPatientStore(), new Names("c" + part.first()))) {
                new ConcurrentHistory(List.of(registry)).happen(part, STEPS);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Steps.histories(2 * STEPS / TRIES, EnumSet.allOf(Query.class));
    }
}
