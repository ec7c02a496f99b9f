package dev.xdsi.imaging.rad69;

import dev.xdsi.dicom.pixel.UnrenderableException;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.OutgoingInstances;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.Transaction;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Retrieve Imaging Document Set, RAD TF-2: 4.69. Instances come exactly as they are kept where that is in one of the
 * transfer syntaxes asked for, and otherwise uncompressed where that was asked for; one that can be had in none of them is an error. A study that the caller may not have is dropped before anything is said
 * about it.
 */
public final class RetrieveImagingDocumentSet
        implements Transaction<RetrieveImagingDocumentSetRequest, RetrieveDocumentSetResponse> {
    private static final String DICOM = "application/dicom";

    private final InstanceArchive archive;
    private final Oid locationUID;
    private final StudyDisclosure disclosure;

    /** @param locationUID by which manifests name this source: Retrieve Location UID (0040,E011) */
    public RetrieveImagingDocumentSet(InstanceArchive archive, Oid locationUID, StudyDisclosure disclosure) {
        this.archive = archive;
        this.locationUID = locationUID;
        this.disclosure = disclosure;
    }

    @Override
    public RetrieveDocumentSetResponse perform(RetrieveImagingDocumentSetRequest request, Caller caller) {
        List<XdsError> faults = faults(request);
        if (!faults.isEmpty()) {
            return new RetrieveDocumentSetResponse(List.of(), faults);
        }
        StudyDisclosure.View disclosed = disclosure.viewOf(caller, "RAD-69");
        Answer answer = new Answer(new HashSet<>(request.transferSyntaxUIDs()));
        try {
            for (StudyRequest study : request.studies()) {
                for (SeriesRequest series : study.series()) {
                    answer.addAll(
                            series.documents(),
                            instances(study.studyInstanceUID(), series.seriesInstanceUID(), disclosed));
                }
            }
        } catch (RuntimeException failure) {
            answer.delivery.fail(failure);
            throw failure;
        }
        return new RetrieveDocumentSetResponse(answer.documents, answer.errors, answer.delivery);
    }

    /** What makes the whole request useless. */
    private static List<XdsError> faults(RetrieveImagingDocumentSetRequest request) {
        List<XdsError> faults = new ArrayList<>();
        if (request.transferSyntaxUIDs().stream().allMatch(String::isBlank)) {
            faults.add(XdsError.of(ErrorCode.XDSRepositoryError, "TransferSyntaxUIDList names no transfer syntax"));
        }
        boolean asksForNothing = request.studies().stream()
                .flatMap(study -> study.series().stream())
                .allMatch(series -> series.documents().isEmpty());
        if (asksForNothing) {
            faults.add(XdsError.of(ErrorCode.XDSRepositoryError, "the request names no document"));
        }
        return faults;
    }

    /** One question for each series, however many of its instances are asked for. */
    private Map<String, StoredInstance> instances(String study, String series, StudyDisclosure.View disclosed) {
        Map<String, StoredInstance> instances = new HashMap<>();
        if (Oid.isValid(study) && Oid.isValid(series) && disclosed.test(new Oid(study))) {
            archive.instances(StudyPart.series(new Oid(study), new Oid(series))).stream()
                    .filter(instance -> disclosed.hasInstance(
                            instance.uids().study(), instance.uids().sopInstance()))
                    .forEach(instance ->
                            instances.put(instance.uids().sopInstance().value(), instance));
        }
        return instances;
    }

    private final class Answer {
        private final Set<String> acceptable;
        private final List<RetrievedDocument> documents = new ArrayList<>();
        private final List<XdsError> errors = new ArrayList<>();
        private final Delivery delivery = new Delivery();
        private final OutgoingInstances outgoing = new OutgoingInstances(delivery);

        Answer(Set<String> acceptable) {
            this.acceptable = acceptable;
        }

        void addAll(List<DocumentRequest> requests, Map<String, StoredInstance> series) {
            requests.forEach(request -> add(request, series));
        }

        private void add(DocumentRequest request, Map<String, StoredInstance> series) {
            String uid = request.documentUniqueId();
            StoredInstance instance = series.get(uid);
            if (!request.repositoryUniqueId().equals(locationUID.value())) {
                errors.add(XdsError.of(
                        ErrorCode.XDSUnknownRepositoryId, "not this source: " + request.repositoryUniqueId(), uid));
            } else if (instance == null) {
                errors.add(XdsError.of(ErrorCode.XDSDocumentUniqueIdError, uid, uid));
            } else {
                addFound(request, instance);
            }
        }

        private void addFound(DocumentRequest request, StoredInstance instance) {
            String uid = request.documentUniqueId();
            String asItIs =
                    uid + " is in transfer syntax " + instance.transferSyntaxUID() + ", which was not asked for";
            try {
                archive.representations()
                        .sent(instance, acceptable::contains, outgoing)
                        .ifPresentOrElse(
                                sent -> documents.add(new RetrievedDocument(request, DICOM, sent.content())),
                                () -> errors.add(XdsError.of(ErrorCode.XDSRepositoryError, asItIs, uid)));
            } catch (InstanceUnavailable elsewhere) {
                errors.add(XdsError.of(
                        ErrorCode.XDSRepositoryError, uid + " is not to be had: " + elsewhere.getMessage(), uid));
            } catch (UnrenderableException unfit) {
                errors.add(XdsError.of(
                        ErrorCode.XDSRepositoryError, asItIs + ", and not decompressed: " + unfit.getMessage(), uid));
            }
        }
    }
}
