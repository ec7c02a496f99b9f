package dev.xdsi.consent.community;

import dev.xdsi.disclosure.ConsentDecisionPoint.View;
import dev.xdsi.disclosure.Resource;
import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges objects of other communities in one call. What cannot be judged is not disclosed. */
final class ForeignObjects {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignObjects.class);

    private final OurConsents consents;
    private final View view;
    private final BiFunction<PatientId, @Nullable String, Optional<PatientId>> ours;

    /** @param ours the patient of ours whom a community means by its id, by the homeCommunityId of that community */
    ForeignObjects(OurConsents consents, View view, BiFunction<PatientId, @Nullable String, Optional<PatientId>> ours) {
        this.consents = consents;
        this.view = view;
        this.ours = ours;
    }

    /** A DocumentEntry. What it says of a study is remembered, whatever the decision: the next caller may be another. */
    boolean isDisclosed(RegistryObjectDraft entry) {
        try {
            Optional<Resource> resource =
                    patient(entry, Stream.of(Identifier.DE_PATIENT_ID)).map(patient -> resource(entry, patient));
            String home = entry.header().home();
            if (home != null && !consents.isOurs().test(home)) {
                resource.ifPresent(said -> consents.studies().saw(entry, home, said));
            }
            return resource.filter(said -> view.maySee(said).isPermitted()).isPresent();
        } catch (RuntimeException malformed) {
            LOG.warn("a DocumentEntry of another community cannot be judged and is withheld", malformed);
            return false;
        }
    }

    /** A SubmissionSet or Folder. */
    boolean mayBeAskedAbout(RegistryObjectDraft registryPackage) {
        return patient(registryPackage, Stream.of(Identifier.SS_PATIENT_ID, Identifier.FOLDER_PATIENT_ID))
                .filter(patient -> view.mayAskAbout(Resource.ofPatient(patient)).isPermitted())
                .isPresent();
    }

    private Optional<PatientId> patient(RegistryObjectDraft object, Stream<String> schemes) {
        return schemes.flatMap(scheme -> object.externalIdentifier(scheme).stream())
                .findFirst()
                .flatMap(PatientId::parse)
                .flatMap(theirs -> ours.apply(theirs, object.header().home()));
    }

    private static Resource resource(RegistryObjectDraft entry, PatientId patient) {
        return new Resource(
                patient,
                entry.externalIdentifier(Identifier.DE_UNIQUE_ID).orElse(null),
                first(entry, Scheme.DE_CLASS_CODE),
                first(entry, Scheme.DE_TYPE_CODE),
                Set.copyOf(DraftReader.codes(entry, Scheme.DE_CONFIDENTIALITY_CODE)));
    }

    private static @Nullable Code first(RegistryObjectDraft entry, String scheme) {
        List<Code> codes = DraftReader.codes(entry, scheme);
        return codes.isEmpty() ? null : codes.getFirst();
    }
}
