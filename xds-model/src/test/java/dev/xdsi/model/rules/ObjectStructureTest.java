package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.model.rules.Faults.assertOneError;
import static dev.xdsi.model.rules.Faults.contexts;
import static dev.xdsi.model.rules.Faults.registryErrors;
import static dev.xdsi.model.rules.Spoilt.concat;
import static dev.xdsi.model.rules.Spoilt.entry;
import static dev.xdsi.model.rules.Spoilt.map;
import static dev.xdsi.model.rules.Spoilt.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.InternationalString;
import dev.xdsi.model.draft.ClassificationDraft;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ITI TF-3: 4.2.1, 4.2.3.1: of what parts an object consists. */
class ObjectStructureTest {
    @Test
    void partsNameTheObjectThatContainsThem() {
        assertThat(contexts(entry(draft -> draft.with(header -> header.withId("Document01")))))
                .contains("classifiedObject is not the id of the object that contains it: " + uuid("a"))
                .contains("registryObject is not the id of the object that contains it: " + uuid("a"));
    }

    @Test
    void valuesOfPartsAreNoLongerThanOthers() {
        ClassificationDraft author = new ClassificationDraft(
                "x",
                Scheme.DE_AUTHOR,
                null,
                uuid("a").value(),
                "",
                null,
                List.of(SlotDraft.of(SlotName.AUTHOR_PERSON, "x".repeat(257))));

        assertThat(contexts(entry(draft -> with(draft, author))))
                .contains("Slot authorPerson has a value of more than 256 characters");
    }

    @Test
    void partsOfAUriAreNumbered() {
        assertOneError(
                entry(draft -> draft.withSlot(SlotName.URI, "http://a", "http://b")),
                "URI has several values that are not written 1|…, 2|…");
        assertThat(contexts(entry(draft -> draft.withSlot(SlotName.URI, "2|b", "1|http://a"))))
                .isEmpty();
        assertThat(contexts(entry(draft -> draft.withSlot(SlotName.URI, "http://a"))))
                .isEmpty();
    }

    @Test
    void schemesBelongToTheirKindOfObject() {
        ClassificationDraft folderCode = new ClassificationDraft(
                "x",
                Scheme.FOLDER_CODE_LIST,
                null,
                uuid("a").value(),
                "T",
                InternationalString.of("T"),
                List.of(SlotDraft.of(SlotName.CODING_SCHEME, "1.2")));
        assertOneError(
                entry(draft -> with(draft, folderCode)),
                "classificationScheme does not belong to a DocumentEntry: " + Scheme.FOLDER_CODE_LIST);
    }

    @Test
    void codesAndAuthorsAreComplete() {
        String id = uuid("a").value();
        assertThat(contexts(entry(draft -> with(
                        draft,
                        new ClassificationDraft("x", Scheme.DE_EVENT_CODE_LIST, null, id, "CT", null, List.of())))))
                .containsExactly("code CT needs exactly one codingScheme", "code CT needs a Name, its display name");
        assertThat(contexts(entry(draft -> with(
                        draft,
                        new ClassificationDraft(
                                "x",
                                Scheme.DE_AUTHOR,
                                null,
                                id,
                                "x",
                                null,
                                List.of(SlotDraft.of(SlotName.AUTHOR_ROLE, "Radiologist")))))))
                .containsExactly(
                        "nodeRepresentation of an author must be empty: x",
                        "author needs authorPerson, authorInstitution or authorTelecommunication");
    }

    @Test
    void slotsOccurOnceAndFit() {
        String longValue = "x".repeat(257);
        assertThat(contexts(entry(draft -> new RegistryObjectDraft(
                        draft.kind(),
                        draft.header(),
                        draft.name(),
                        draft.description(),
                        concat(draft.slots(), SlotDraft.of(SlotName.SIZE, "0")),
                        draft.classifications(),
                        draft.externalIdentifiers(),
                        draft.link()))))
                .containsExactly("Slot occurs twice: size");
        assertThat(contexts(entry(draft -> draft.withSlot("urn:x", longValue))))
                .containsExactly("Slot urn:x has a value of more than 256 characters");
    }

    @Test
    void aSlotHasAThousandValuesAtMost() {
        String[] many = Collections.nCopies(1001, "high").toArray(String[]::new);
        assertThat(contexts(entry(draft -> draft.withSlot("urn:x", many))))
                .containsExactly("Slot urn:x has more than 1000 values");
        assertThat(registryErrors(entry(draft -> draft.withSlot("urn:x", Arrays.copyOf(many, 1000)))))
                .isEmpty();
    }

    @Test
    void packagesAreSubmissionSetsOrFolders() {
        SubmissionDraft neither = map(
                Kind.RegistryPackage,
                draft -> new RegistryObjectDraft(
                        draft.kind(),
                        draft.header(),
                        draft.name(),
                        draft.description(),
                        draft.slots(),
                        draft.classifications().stream()
                                .filter(part -> part.classificationNode() == null)
                                .toList(),
                        draft.externalIdentifiers(),
                        draft.link()));
        assertThat(contexts(neither)).contains("RegistryPackage must be classified as either SubmissionSet or Folder");
    }

    @Test
    void limitedMetadataIsRefused() {
        ClassificationDraft limited = new ClassificationDraft(
                "x", null, Vocabulary.LIMITED_DOCUMENT_ENTRY, uuid("a").value(), null, null, List.of());
        assertOneError(entry(draft -> with(draft, limited)), "limitedMetadata is not allowed in XDS");
    }
}
