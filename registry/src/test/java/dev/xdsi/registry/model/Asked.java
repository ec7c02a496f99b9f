package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
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
            case FindDocuments -> find("$XDSDocumentEntry");
            case FindSubmissionSets -> find("$XDSSubmissionSet");
            case FindFolders -> find("$XDSFolder");
            case FindDocumentsByReferenceId -> {
                find("$XDSDocumentEntry");
                list(
                        "$XDSDocumentEntryReferenceIdList",
                        question.objects().stream()
                                .map(id -> ReferenceId.ofStudy(new Oid(names.uniqueId(id)))
                                        .cxi()));
            }
            case GetAll -> {
                one("$patientId", names.patientId(question.patient()).cx());
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
        if (!question.formats().isEmpty()) {
            list(
                    "$XDSDocumentEntryFormatCode",
                    question.formats().stream()
                            .map(Drafts::format)
                            .map(code -> code.code() + "^^" + code.codingScheme()));
        }
    }

    private void find(String kind) {
        one(kind + "PatientId", names.patientId(question.patient()).cx());
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
