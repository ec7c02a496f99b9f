package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A question as a Document Consumer writes it (ITI TF-2: 3.18.4.1.2.3.7). */
final class Asked {
    private final Question question;
    private final Names names;
    private final List<SlotDraft> slots = new ArrayList<>();

    private Asked(Question question, Names names) {
        this.question = question;
        this.names = names;
    }

    static StoredQueryRequest of(Question question, Names names) {
        Asked asked = new Asked(question, names);
        asked.parameters();
        return new StoredQueryRequest(question.query().id(), question.returnType(), null, asked.slots);
    }

    private void parameters() {
        switch (question.query()) {
            case FindDocuments, FindDocumentsForMultiplePatients -> find("$XDSDocumentEntry");
            case FindSubmissionSets -> find("$XDSSubmissionSet");
            case FindFolders, FindFoldersForMultiplePatients -> find("$XDSFolder");
            case FindDocumentsByReferenceId, FindDocumentsByReferenceIdForMultiplePatients -> {
                find("$XDSDocumentEntry");
                list(
                        "$XDSDocumentEntryReferenceIdList",
                        question.objects().stream()
                                .map(id -> ReferenceId.ofStudy(new Oid(names.uniqueId(id)))
                                        .cxi()));
            }
            case GetAll -> {
                one(
                        "$patientId",
                        names.patientId(question.patients().getFirst()).cx());
                List.of("$XDSDocumentEntryStatus", "$XDSSubmissionSetStatus", "$XDSFolderStatus")
                        .forEach(this::status);
            }
            case GetDocuments, GetDocumentsAndAssociations, GetFoldersForDocument -> named("$XDSDocumentEntry");
            case GetRelatedDocuments -> {
                named("$XDSDocumentEntry");
                list("$AssociationTypes", question.types().stream().map(AssociationType::urn));
            }
            case GetFolders, GetFolderAndContents -> named("$XDSFolder");
            case GetSubmissionSetAndContents -> named("$XDSSubmissionSet");
            case GetAssociations, GetSubmissionSets -> list("$uuid", uuids());
        }
        if (question.query().takesStatusOfLinks() && !question.ofLinks().isEmpty()) {
            list("$XDSAssociationStatus", question.ofLinks().stream().map(AvailabilityStatus::urn));
        }
        restricted(question.documents());
    }

    /** A query that does not have one of these parameters takes no notice of it. */
    private void restricted(Restriction documents) {
        listed(
                "$XDSDocumentEntryFormatCode",
                documents.formats().stream().map(Drafts::format).map(Code::coded));
        listed("$XDSDocumentEntryType", documents.types().stream().map(DocumentEntryType::urn));
        documents
                .events()
                .forEach(group -> listed(
                        "$XDSDocumentEntryEventCodeList",
                        Drafts.events(group).stream().map(Code::coded)));
        Restriction.Window window = documents.window();
        String time = "$XDSDocumentEntry" + (window.made() ? "CreationTime" : "ServiceStartTime");
        day(time + "From", window.from());
        day(time + "To", window.to());
    }

    private void listed(String name, Stream<String> values) {
        List<String> all = values.toList();
        if (!all.isEmpty()) {
            list(name, all.stream());
        }
    }

    private void day(String name, int day) {
        if (day > 0) {
            slots.add(SlotDraft.of(name, Drafts.day(day).value()));
        }
    }

    private void find(String kind) {
        Stream<String> patients = question.patients().stream()
                .map(patient -> names.patientId(patient).cx());
        if (question.query().ofMany()) {
            list(kind + "PatientId", patients);
        } else {
            patients.forEach(patient -> one(kind + "PatientId", patient));
        }
        status(kind + "Status");
    }

    private void status(String name) {
        list(name, question.status().stream().map(AvailabilityStatus::urn));
    }

    private void named(String kind) {
        Stream<String> values =
                question.byUniqueId() ? question.objects().stream().map(names::uniqueId) : uuids();
        String name = kind + (question.byUniqueId() ? "UniqueId" : "EntryUUID");
        if (question.query().single()) {
            values.limit(1).forEach(value -> one(name, value));
        } else {
            list(name, values);
        }
    }

    private Stream<String> uuids() {
        return question.objects().stream().map(name -> names.uuid(name).value());
    }

    private void one(String name, String value) {
        slots.add(SlotDraft.of(name, "'" + value + "'"));
    }

    private void list(String name, Stream<String> values) {
        slots.add(
                SlotDraft.of(name, values.map(value -> "'" + value + "'").collect(Collectors.joining(",", "(", ")"))));
    }
}
