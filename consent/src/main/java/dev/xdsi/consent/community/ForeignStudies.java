package dev.xdsi.consent.community;

import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whose the studies of other communities are, and how secret. Who asks for images names no patient (RAD TF-2: 4.69.4.1.2), so what the
 * DocumentEntries of their manifests said is remembered from the queries before: for a while, and of so many studies.
 */
public final class ForeignStudies {
    /** Key Object Selection Document Storage: the formatCode of manifests (RAD TF-3: 4.68.4.1.2.3). */
    private static final String MANIFEST = "1.2.840.10008.5.1.4.1.1.88.59";

    /** A study has one manifest, at times a second. Of more than this nobody can say which of them counts. */
    private static final int MOST_MANIFESTS = 16;

    /** Characters of ids and codes of one manifest; what is longer is not remembered. */
    private static final int LONGEST = 2_000;

    private final Limits limits;
    private final InstantSource clock;
    private final Map<Study, Map<String, Said>> known = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * How much is remembered.
     *
     * @param studies of which the one that was longest of no use is forgotten first
     * @param time after which an entry must have been seen again
     */
    public record Limits(int studies, Duration time) {
        /** At most some 50 MB, and long enough from a query to the last of its images. */
        public static final Limits DEFAULT = new Limits(20_000, Duration.ofHours(1));
    }

    private record Study(String home, String studyInstanceUID) {}

    private record Said(Resource manifest, Instant when) {}

    public ForeignStudies(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Remembers what an entry says, if it is that of an approved manifest: images are as secret as that. */
    void saw(RegistryObjectDraft entry, String home, Resource resource) {
        if (isManifest(entry) && isShort(entry.id(), resource)) {
            entry.slotValues(SlotName.REFERENCE_ID_LIST).stream()
                    .flatMap(cxi -> ReferenceId.parse(cxi).stream())
                    .filter(reference -> reference.idType().equals(ReferenceId.STUDY_INSTANCE_UID))
                    .map(ReferenceId::id)
                    .filter(Oid::isValid)
                    .limit(MOST_MANIFESTS)
                    .forEach(uid -> remember(new Study(home, uid), entry.id(), resource));
        }
    }

    private static boolean isManifest(RegistryObjectDraft entry) {
        String status = entry.header().status();
        return (status == null || !status.endsWith(":Deprecated"))
                && DraftReader.codes(entry, Scheme.DE_FORMAT_CODE).stream()
                        .anyMatch(code -> code.code().equals(MANIFEST));
    }

    private static boolean isShort(String entryUUID, Resource resource) {
        int codes = Stream.concat(
                        resource.confidentialityCodes().stream(),
                        Stream.of(resource.classCode(), resource.typeCode()).filter(Objects::nonNull))
                .mapToInt(ForeignStudies::length)
                .sum();
        String uniqueId = resource.documentUniqueId();
        return codes + entryUUID.length() + (uniqueId == null ? 0 : uniqueId.length()) <= LONGEST;
    }

    private static int length(Code code) {
        return code.toString().length();
    }

    private synchronized void remember(Study study, String entryUUID, Resource manifest) {
        Map<String, Said> manifests = known.computeIfAbsent(study, first -> new HashMap<>());
        Instant now = clock.instant();
        manifests.values().removeIf(said -> isOld(said, now));
        if (manifests.size() <= MOST_MANIFESTS) {
            manifests.put(entryUUID, new Said(manifest, now));
        }
        if (known.size() > limits.studies()) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** All that is known of a study: its manifests. None where nothing is, or where they are too many. */
    synchronized Collection<Resource> manifestsOf(String home, String studyInstanceUID) {
        Map<String, Said> manifests = known.getOrDefault(new Study(home, studyInstanceUID), Map.of());
        Instant now = clock.instant();
        return manifests.size() > MOST_MANIFESTS
                ? List.of()
                : manifests.values().stream()
                        .filter(said -> !isOld(said, now))
                        .map(Said::manifest)
                        .toList();
    }

    private boolean isOld(Said said, Instant now) {
        return said.when().plus(limits.time()).isBefore(now);
    }
}
