package dev.xdsi.registry.update;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.registry.update.Operation.NewAssociation;
import dev.xdsi.registry.update.Operation.NewStatus;
import dev.xdsi.registry.update.Operation.NewVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a submission of metadata update asks for, read from a draft whose ids are UUIDs. Never refuses: it notes what it cannot read. */
final class Request {
    private static final int SHOWN = 80;
    /** Each is judged by all others, while the patient's other submissions wait. */
    private static final int MOST_OPERATIONS = 1_000;

    private final SubmissionDraft submission;
    private final List<Operation> operations = new ArrayList<>();
    private final List<XdsError> faults = new ArrayList<>();
    private final Set<EntryUuid> updated = new HashSet<>();
    private final Set<String> asked = new HashSet<>();

    private Request(SubmissionDraft submission) {
        this.submission = submission;
    }

    static Request read(SubmissionDraft submission) {
        Request request = new Request(submission);
        String set = submission
                .submissionSets()
                .findFirst()
                .map(RegistryObjectDraft::id)
                .orElse("");
        long asked = request.from(set).count();
        if (asked > MOST_OPERATIONS) {
            request.faults.add(XdsError.of(
                    ErrorCode.XDSMetadataUpdateError,
                    "asks for " + asked + " updates at once; ask for at most " + MOST_OPERATIONS + " in one request"));
            return request;
        }
        request.from(set).forEach(request::read);
        submission
                .associations()
                .filter(association -> !set.equals(source(association)))
                .filter(association -> !request.asked.contains(association.id()))
                .forEach(association -> request.fault(
                        ErrorCode.XDSMetadataUpdateOperationError,
                        association,
                        "no SubmitAssociation of the SubmissionSet leads to this Association"));
        if (request.operations.isEmpty() && request.faults.isEmpty()) {
            request.faults.add(XdsError.of(
                    ErrorCode.XDSMetadataUpdateOperationError,
                    "asks for nothing: neither a new version, nor a new status, nor a new Association"));
        }
        return request;
    }

    List<Operation> operations() {
        return operations;
    }

    List<XdsError> faults() {
        return faults;
    }

    private Stream<RegistryObjectDraft> from(String set) {
        return submission.associations().filter(association -> set.equals(source(association)));
    }

    private void read(RegistryObjectDraft asking) {
        switch (type(asking).orElse(null)) {
            case HAS_MEMBER -> newVersion(asking);
            case UPDATE_AVAILABILITY_STATUS -> newStatus(asking);
            case SUBMIT_ASSOCIATION -> newAssociation(asking);
            case null -> {} // that it is none of XDS was said already
            default ->
                fault(
                        ErrorCode.XDSMetadataUpdateOperationError,
                        asking,
                        "a SubmissionSet asks for updates by HasMember, UpdateAvailabilityStatus or SubmitAssociation");
        }
    }

    private void newVersion(RegistryObjectDraft asking) {
        RegistryObjectDraft object = submitted(target(asking)).orElse(null);
        if (object == null || object.kind() == Kind.Association) {
            fault(
                    ErrorCode.XDSMetadataUpdateOperationError,
                    asking,
                    "the HasMember of an update leads to a DocumentEntry or Folder of the same request");
            return;
        }
        Optional<EntryUuid> logicalID = logicalId(object);
        Optional<Integer> previous = asking.slotValue(SlotName.PREVIOUS_VERSION)
                .filter(version -> version.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf);
        if (previous.isEmpty()) {
            fault(
                    ErrorCode.XDSMetadataAnnotationError,
                    asking,
                    "PreviousVersion, the number of the version that is known, is required");
        }
        Optional<Boolean> propagated = propagated(asking);
        if (logicalID.isPresent() && previous.isPresent() && propagated.isPresent()) {
            operations.add(new NewVersion(asking.id(), object, logicalID.get(), previous.get(), propagated.get()));
        }
    }

    private Optional<EntryUuid> logicalId(RegistryObjectDraft object) {
        Optional<EntryUuid> logicalID = uuid(object.header().lid());
        if (logicalID.isEmpty() || logicalID.get().value().equals(object.id())) {
            fault(
                    ErrorCode.XDSMetadataIdentifierError,
                    object,
                    "logicalID (lid) is the UUID of the object to be updated, and not that of its new version");
            return Optional.empty();
        }
        if (!updated.add(logicalID.get())) {
            fault(ErrorCode.XDSMetadataUpdateError, object, "is updated twice in one request: " + logicalID.get());
        }
        return logicalID;
    }

    private Optional<Boolean> propagated(RegistryObjectDraft asking) {
        String written = asking.slotValue(SlotName.ASSOCIATION_PROPAGATION).orElse("yes");
        if (!written.equals("yes") && !written.equals("no")) {
            fault(
                    ErrorCode.XDSMetadataAnnotationError,
                    asking,
                    "AssociationPropagation is yes or no, not " + shown(written));
            return Optional.empty();
        }
        return Optional.of(written.equals("yes"));
    }

    private void newStatus(RegistryObjectDraft asking) {
        Optional<AvailabilityStatus> original = status(asking, SlotName.ORIGINAL_STATUS);
        Optional<AvailabilityStatus> wanted = status(asking, SlotName.NEW_STATUS);
        Optional<EntryUuid> target = uuid(target(asking));
        if (original.isEmpty() || wanted.isEmpty() || original.equals(wanted)) {
            fault(
                    ErrorCode.XDSMetadataAnnotationError,
                    asking,
                    "OriginalStatus and NewStatus are Approved and Deprecated, or the other way round");
        } else if (target.isEmpty()) {
            fault(ErrorCode.UnresolvedReferenceException, asking, "no such object: " + shown(target(asking)));
        } else {
            operations.add(new NewStatus(asking.id(), target.get(), original.get(), wanted.get()));
        }
    }

    private static Optional<AvailabilityStatus> status(RegistryObjectDraft asking, String slot) {
        return asking.slotValue(slot)
                .flatMap(AvailabilityStatus::ofUrn)
                .filter(status -> status != AvailabilityStatus.SUBMITTED);
    }

    private void newAssociation(RegistryObjectDraft asking) {
        RegistryObjectDraft association = submitted(target(asking)).orElse(null);
        if (association == null || association.kind() != Kind.Association) {
            fault(
                    ErrorCode.XDSMetadataUpdateOperationError,
                    asking,
                    "SubmitAssociation leads to an Association of the same request");
            return;
        }
        asked.add(association.id());
        Optional<AssociationType> type = type(association);
        Optional<EntryUuid> source = uuid(source(association));
        Optional<EntryUuid> target = uuid(target(association));
        if (type.isPresent() && source.isPresent() && target.isPresent()) {
            operations.add(new NewAssociation(asking.id(), association, type.get(), source.get(), target.get()));
        } else if (type.isPresent()) {
            fault(
                    ErrorCode.UnresolvedReferenceException,
                    association,
                    "no such object: " + shown(source.isEmpty() ? source(association) : target(association)));
        }
    }

    private Optional<RegistryObjectDraft> submitted(String id) {
        return submission.objects().stream()
                .filter(object -> object.id().equals(id))
                .findFirst();
    }

    private static Optional<AssociationType> type(RegistryObjectDraft association) {
        return Optional.ofNullable(association.link())
                .map(Link::associationType)
                .flatMap(AssociationType::ofUrn);
    }

    private static String source(RegistryObjectDraft association) {
        Link link = association.link();
        return link == null ? "" : Objects.requireNonNullElse(link.sourceObject(), "");
    }

    private static String target(RegistryObjectDraft association) {
        Link link = association.link();
        return link == null ? "" : Objects.requireNonNullElse(link.targetObject(), "");
    }

    private static Optional<EntryUuid> uuid(@Nullable String id) {
        return Optional.ofNullable(id).filter(EntryUuid::isValid).map(EntryUuid::new);
    }

    private void fault(ErrorCode code, RegistryObjectDraft object, String codeContext) {
        faults.add(XdsError.of(code, codeContext, object.id()));
    }

    private static String shown(String written) {
        return written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "…";
    }
}
