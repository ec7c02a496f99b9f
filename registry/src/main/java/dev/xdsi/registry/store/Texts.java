package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Found objects with their texts, which are asked of the store only when it is their turn. */
public record Texts(StoreQuestions store, List<RegisteredObject> found) {
    public Texts {
        found = List.copyOf(found);
    }

    /** Each object's {@code written} is there; what was removed while the answer was being read is passed over. */
    public Stream<RegisteredObject> stream() {
        return found.stream()
                .gather(Gatherers.windowFixed(StoreQuestions.TEXTS_AT_ONCE))
                .flatMap(this::read);
    }

    private Stream<RegisteredObject> read(List<RegisteredObject> chunk) {
        List<RegisteredObject> bare =
                chunk.stream().filter(object -> object.written() == null).toList();
        Map<EntryUuid, String> texts = bare.isEmpty() ? Map.of() : store.written(bare);
        return chunk.stream()
                .map(object -> object.written() == null ? withText(object, texts) : object)
                .filter(object -> object.written() != null);
    }

    private static RegisteredObject withText(RegisteredObject object, Map<EntryUuid, String> texts) {
        String text = texts.get(object.entryUUID());
        return text == null ? object : object.withWritten(text);
    }
}
