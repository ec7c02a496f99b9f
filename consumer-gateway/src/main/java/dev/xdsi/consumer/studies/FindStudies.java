package dev.xdsi.consumer.studies;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti18.StoredQueryId;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a patient id to the patient's shared studies: ITI-18 FindDocuments, ITI-43 for the manifests, and their evidence read. */
public final class FindStudies {
    private static final Logger LOG = LoggerFactory.getLogger(FindStudies.class);
    private static final int MOST_OF_CONTEXT = 300;
    private static final String KEY_OBJECT_SELECTION = "('1.2.840.10008.5.1.4.1.1.88.59^^1.2.840.10008.2.6.1')";

    private final Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery;
    private final Repositories repositories;

    public FindStudies(
            Transaction<StoredQueryRequest, StoredQueryResponse> registryStoredQuery, Repositories repositories) {
        this.registryStoredQuery = registryStoredQuery;
        this.repositories = repositories;
    }

    /** A partner that fails does not hide what others share: it is a problem of the answer. */
    public SharedStudies of(PatientId patient, Caller caller) {
        return of(patient, null, caller);
    }

    /** @param homes the communities that are asked; all when none is named */
    public SharedStudies inCommunities(Set<String> homes, PatientId patient, Caller caller) {
        if (homes.isEmpty()) {
            return of(patient, caller);
        }
        List<SharedStudies> answers =
                homes.stream().sorted().map(home -> of(patient, home, caller)).toList();
        return new SharedStudies(
                answers.stream()
                        .flatMap(answer -> answer.studies().stream())
                        .sorted(Comparator.comparing(SharedStudy::date).reversed())
                        .toList(),
                answers.stream().flatMap(answer -> answer.problems().stream()).toList());
    }

    /** @param home the one community that is asked ({@code AdhocQuery/@home}); nothing when all are */
    public SharedStudies of(PatientId patient, @Nullable String home, Caller caller) {
        List<String> problems = new ArrayList<>();
        List<SharedStudy> studies = new ArrayList<>();
        Map<Place, List<ManifestEntry>> byRepository = entries(patient, home, caller, problems).stream()
                .collect(Collectors.groupingBy(
                        entry -> Place.of(entry.request()), LinkedHashMap::new, Collectors.toList()));
        byRepository.forEach((repository, entries) -> studies.addAll(retrieve(repository, entries, caller, problems)));
        studies.sort(Comparator.comparing(SharedStudy::date).reversed());
        return new SharedStudies(DistinctStudies.of(studies), problems);
    }

    private List<ManifestEntry> entries(
            PatientId patient, @Nullable String home, Caller caller, List<String> problems) {
        StoredQueryRequest query = new StoredQueryRequest(
                StoredQueryId.FindDocuments.urn(),
                ReturnType.LeafClass,
                home,
                List.of(
                        SlotDraft.of(
                                "$XDSDocumentEntryPatientId", "'" + patient.cx().replace("'", "''") + "'"),
                        SlotDraft.of("$XDSDocumentEntryStatus", "('" + AvailabilityStatus.APPROVED.urn() + "')"),
                        SlotDraft.of("$XDSDocumentEntryFormatCode", KEY_OBJECT_SELECTION)));
        try {
            StoredQueryResponse response = registryStoredQuery.perform(query, caller);
            report(response.errors(), "The registry", problems);
            return response.objects().stream()
                    .filter(object -> object.kind() == Kind.ExtrinsicObject)
                    .map(ManifestEntry::new)
                    .toList();
        } catch (PartnerException failed) {
            tell("ITI-18", failed, problems);
            return List.of();
        }
    }

    private List<SharedStudy> retrieve(Place place, List<ManifestEntry> entries, Caller caller, List<String> problems) {
        var repository = repositories.repository(place.homeCommunityId(), place.repositoryUniqueId());
        if (repository.isEmpty()) {
            problems.add("The repository " + place.repositoryUniqueId()
                    + " is not known here; add it to consumer.repositories.");
            return List.of();
        }
        RetrieveDocumentSetRequest request = new RetrieveDocumentSetRequest(
                entries.stream().map(ManifestEntry::request).toList());
        try {
            RetrieveDocumentSetResponse response = repository.get().perform(request, caller);
            report(response.errors(), "The repository", problems);
            return new RetrievedManifests(response, entries, problems).read();
        } catch (PartnerException failed) {
            tell("ITI-43", failed, problems);
            return List.of();
        }
    }

    private static void tell(String transaction, PartnerException failed, List<String> problems) {
        if (failed.isGivenUp()) {
            LOG.debug("{} was given up", transaction);
        } else {
            LOG.warn("{} failed", transaction, failed);
        }
        problems.add(failed.getMessage());
    }

    private static void report(List<XdsError> errors, String who, List<String> problems) {
        errors.forEach(error -> problems.add(
                error.errorCode() == ErrorCode.XDSUnavailableCommunity
                        ? "A community did not answer: " + shortened(error.codeContext())
                        : who + " reports " + error.errorCode() + "."));
    }

    /** The gateway names the community there, and it is the one thing that a reader must know. */
    private static String shortened(String codeContext) {
        return codeContext.length() > MOST_OF_CONTEXT ? codeContext.substring(0, MOST_OF_CONTEXT) + "…" : codeContext;
    }

    /** Where documents are. */
    private record Place(@Nullable String homeCommunityId, String repositoryUniqueId) {
        static Place of(DocumentRequest document) {
            return new Place(document.homeCommunityId(), document.repositoryUniqueId());
        }
    }
}
