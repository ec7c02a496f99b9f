package dev.xdsi.imaging.policy;

import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.model.Oid;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances of a study are published, by their SOP classes.
 *
 * @param only these; all where none is named
 * @param without these
 */
public record InstanceChoice(Set<String> only, Set<String> without) {
    public static final InstanceChoice ALL = new InstanceChoice(Set.of(), Set.of());

    public InstanceChoice {
        only = Set.copyOf(only);
        without = Set.copyOf(without);
    }

    /** SOP classes that belong together, by the names that policies may use instead of UIDs. */
    public enum Group {
        IMAGES("Image"),
        PRESENTATION_STATES("PresentationState"),
        REPORTS("SR", "Report"),
        KEY_OBJECTS("KeyObject"),
        SEGMENTATIONS("Segmentation"),
        WAVEFORMS("Waveform"),
        ENCAPSULATED_DOCUMENTS("Encapsulated"),
        RAW_DATA("RawData");

        private final String[] words;

        Group(String... words) {
            this.words = words;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Group> of(String word) {
            return Arrays.stream(values())
                    .filter(group -> group.word().equals(word))
                    .findFirst();
        }

        private boolean contains(String keyword) {
            return Arrays.stream(words).anyMatch(keyword::contains);
        }
    }

    /** Whether a policy may write this for SOP classes. */
    public static boolean isKnown(String sopClasses) {
        return UniqueIdentifiers.isStorageClass(sopClasses)
                || Group.of(sopClasses).isPresent();
    }

    public boolean includes(Oid sopClassUID) {
        return (only.isEmpty() || names(only, sopClassUID)) && !names(without, sopClassUID);
    }

    private static boolean names(Set<String> sopClasses, Oid sopClassUID) {
        String keyword = UniqueIdentifiers.entry(sopClassUID.value())
                .map(UniqueIdentifiers.Entry::keyword)
                .orElse("");
        return sopClasses.contains(sopClassUID.value())
                || sopClasses.stream()
                        .flatMap(word -> Group.of(word).stream())
                        .anyMatch(group -> group.contains(keyword));
    }
}
