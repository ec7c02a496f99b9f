package dev.xdsi.interop.ipf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AvailabilityStatus;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntryType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Hl7v2Based;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.SubmissionSet;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.XDSMetaClass;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsByReferenceIdForMultiplePatientsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsByReferenceIdQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsForMultiplePatientsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindFoldersForMultiplePatientsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindFoldersQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.FindSubmissionSetsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetAllQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetAssociationsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsAndAssociationsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetFolderAndContentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetFoldersForDocumentQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetFoldersQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetRelatedDocumentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetSubmissionSetAndContentsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.GetSubmissionSetsQuery;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryList;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;

/** A Document Consumer of IPF's: everything about one patient, by every query there is. */
record DocumentConsumer(StoredQueries registry) {
    private static final List<AvailabilityStatus> APPROVED = List.of(AvailabilityStatus.APPROVED);

    void find(String patientId) {
        Identifiable patient = Identifiable.parse(patientId);
        var findDocuments = new FindDocumentsQuery();
        findDocuments.setPatientId(patient);
        findDocuments.setStatus(APPROVED);
        registry.ask("FindDocuments/ObjectRef", findDocuments, QueryReturnType.OBJECT_REF);
        List<DocumentEntry> entries =
                registry.ask("FindDocuments", findDocuments).getDocumentEntries();
        if (!entries.isEmpty()) {
            follow(uuids(entries));
            entries.stream().map(DocumentEntry::getEntryUuid).forEach(this::follow);
            references(patient, entries);
        }
        submissionSets(patient);
        folders(patient);
        everything(patient);
        ofMany(patient);
    }

    private static List<String> uuids(List<? extends XDSMetaClass> objects) {
        return objects.stream().map(XDSMetaClass::getEntryUuid).toList();
    }

    void findAnyKind(Identifiable patient) {
        var query = new FindDocumentsQuery();
        query.setPatientId(patient);
        query.setStatus(APPROVED);
        query.setDocumentEntryTypes(List.of(DocumentEntryType.values()));
        registry.ask("FindDocuments/AnyKind", query);
    }

    private void follow(List<String> entries) {
        var getDocuments = new GetDocumentsQuery();
        getDocuments.setUuids(entries);
        registry.ask("GetDocuments", getDocuments);
        var getAssociations = new GetAssociationsQuery();
        getAssociations.setUuids(entries);
        registry.ask("GetAssociations", getAssociations);
        var both = new GetDocumentsAndAssociationsQuery();
        both.setUuids(entries);
        registry.ask("GetDocumentsAndAssociations", both);
        var sets = new GetSubmissionSetsQuery();
        sets.setUuids(entries);
        registry.ask("GetSubmissionSets", sets);
    }

    private void follow(String entry) {
        var folders = new GetFoldersForDocumentQuery();
        folders.setUuid(entry);
        registry.ask("GetFoldersForDocument", folders);
        var related = new GetRelatedDocumentsQuery();
        related.setUuid(entry);
        related.setAssociationTypes(List.of(AssociationType.APPEND, AssociationType.REPLACE));
        registry.ask("GetRelatedDocuments", related);
    }

    private void references(Identifiable patient, List<DocumentEntry> entries) {
        List<String> references = entries.stream()
                .flatMap(entry -> entry.getReferenceIdList().stream())
                .map(id -> Objects.requireNonNull(Hl7v2Based.render(id)))
                .distinct()
                .toList();
        if (references.isEmpty()) {
            return;
        }
        var byReference = new FindDocumentsByReferenceIdQuery();
        byReference.setPatientId(patient);
        byReference.setStatus(APPROVED);
        byReference.setReferenceIds(anyOf(references));
        registry.ask("FindDocumentsByReferenceId", byReference);
        var ofMany = new FindDocumentsByReferenceIdForMultiplePatientsQuery();
        ofMany.setPatientIds(List.of(patient));
        ofMany.setStatus(APPROVED);
        ofMany.setReferenceIds(anyOf(references));
        registry.askAboutMany("FindDocumentsByReferenceIdForMultiplePatients", ofMany);
    }

    private static QueryList<String> anyOf(List<String> values) {
        var list = new QueryList<String>();
        list.getOuterList().add(new ArrayList<>(values));
        return list;
    }

    private void submissionSets(Identifiable patient) {
        var findSubmissionSets = new FindSubmissionSetsQuery();
        findSubmissionSets.setPatientId(patient);
        findSubmissionSets.setStatus(APPROVED);
        registry.ask("FindSubmissionSets", findSubmissionSets).getSubmissionSets().stream()
                .map(SubmissionSet::getUniqueId)
                .forEach(submissionSet -> {
                    var contents = new GetSubmissionSetAndContentsQuery();
                    contents.setUniqueId(submissionSet);
                    registry.ask("GetSubmissionSetAndContents", contents);
                });
    }

    private void folders(Identifiable patient) {
        var findFolders = new FindFoldersQuery();
        findFolders.setPatientId(patient);
        findFolders.setStatus(APPROVED);
        List<String> folders = uuids(registry.ask("FindFolders", findFolders).getFolders());
        if (folders.isEmpty()) {
            return;
        }
        var getFolders = new GetFoldersQuery();
        getFolders.setUuids(folders);
        registry.ask("GetFolders", getFolders);
        folders.forEach(folder -> {
            var contents = new GetFolderAndContentsQuery();
            contents.setUuid(folder);
            registry.ask("GetFolderAndContents", contents);
            contents.setAssociationStatuses(List.of(AvailabilityStatus.DEPRECATED));
            registry.ask("GetFolderAndContents/Deprecated", contents);
        });
    }

    private void everything(Identifiable patient) {
        var getAll = new GetAllQuery();
        getAll.setPatientId(patient);
        getAll.setStatusDocuments(APPROVED);
        getAll.setStatusSubmissionSets(APPROVED);
        getAll.setStatusFolders(APPROVED);
        registry.ask("GetAll", getAll);
    }

    private void ofMany(Identifiable patient) {
        var findDocuments = new FindDocumentsForMultiplePatientsQuery();
        findDocuments.setPatientIds(List.of(patient));
        findDocuments.setStatus(APPROVED);
        registry.askAboutMany("FindDocumentsForMultiplePatients", findDocuments);
        var findFolders = new FindFoldersForMultiplePatientsQuery();
        findFolders.setPatientIds(List.of(patient));
        findFolders.setStatus(APPROVED);
        registry.askAboutMany("FindFoldersForMultiplePatients", findFolders);
    }
}
