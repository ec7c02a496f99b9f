package dev.xdsi.model.rules;

import static dev.xdsi.model.draft.Submissions.JOHN;
import static dev.xdsi.model.draft.Submissions.folder;
import static dev.xdsi.model.draft.Submissions.manifest;
import static dev.xdsi.model.draft.Submissions.member;
import static dev.xdsi.model.draft.Submissions.relation;
import static dev.xdsi.model.draft.Submissions.submissionSet;
import static dev.xdsi.model.draft.Submissions.uuid;
import static dev.xdsi.model.rules.Faults.assertOneError;
import static dev.xdsi.model.rules.Faults.contexts;
import static dev.xdsi.model.rules.Faults.registryErrors;
import static dev.xdsi.model.rules.Spoilt.add;
import static dev.xdsi.model.rules.Spoilt.entry;
import static dev.xdsi.model.rules.Spoilt.filter;
import static dev.xdsi.model.rules.Spoilt.map;
import static dev.xdsi.model.rules.Spoilt.withIdentifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.RegistryObjectDraft.Kind;
import dev.xdsi.model.draft.RegistryObjectDraft.Link;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.model.draft.Vocabulary.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ITI TF-3: 4.2.1.4, 4.2.2: how the objects of a submission belong together. */
class SubmissionStructureTest {
    @Test
    void allPatientIdsOfASubmissionAreOne() {
        SubmissionDraft two = entry(draft -> withIdentifier(draft, Identifier.DE_PATIENT_ID, JOHN.cx()));

        assertThat(registryErrors(two))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSPatientIdDoesNotMatch);
    }

    @Test
    void uniqueIdsOccurOnceInAMessage() {
        SubmissionDraft twice = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                manifest("a").toBuilder().entryUUID(uuid("b")).build(),
                member("m", uuid("s"), uuid("a")),
                member("n", uuid("s"), uuid("b")));

        assertThat(registryErrors(twice))
                .extracting(XdsError::errorCode, XdsError::codeContext)
                .containsExactly(tuple(
                        ErrorCode.XDSRegistryDuplicateUniqueIdInMessage,
                        manifest("a").uniqueId()));
        assertThat(MetadataRules.check(twice, Side.REPOSITORY))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSRepositoryDuplicateUniqueIdInMessage);
    }

    @Test
    void exactlyOneSubmissionSet() {
        assertThat(contexts(filter(object -> object.kind() != Kind.RegistryPackage)))
                .contains("a submission has exactly one SubmissionSet, not 0");
        assertThat(contexts(add(Submissions.of(submissionSet("other")))))
                .contains("a submission has exactly one SubmissionSet, not 2");
    }

    @Test
    void everythingSubmittedIsAMember() {
        assertThat(contexts(filter(object -> object.kind() != Kind.Association)))
                .containsExactly("no HasMember association from the SubmissionSet");
        assertThat(contexts(add(Submissions.of(folder("f")))))
                .containsExactly("no HasMember association from the SubmissionSet");
        assertThat(contexts(add(Submissions.of(folder("f"), member("fm", uuid("a-set"), uuid("f"))))))
                .isEmpty();
    }

    @Test
    void membersAreOfPackagesThatCanHoldThem() {
        SubmissionDraft valid = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                folder("f"),
                folder("g"),
                member("1", uuid("s"), uuid("a")),
                member("2", uuid("s"), uuid("f")),
                member("3", uuid("s"), uuid("g")),
                member("4", uuid("f"), uuid("a")),
                member("5", uuid("s"), uuid("4")));
        assertThat(contexts(valid)).isEmpty();

        assertOneError(with(valid, member("6", uuid("a"), uuid("f"))), "only a SubmissionSet or a Folder has members");
        assertOneError(
                with(valid, member("6", uuid("f"), uuid("g"))), "cannot be a member of this package: " + uuid("g"));
        assertOneError(
                with(valid, member("6", uuid("f"), uuid("s"))), "cannot be a member of this package: " + uuid("s"));
        assertOneError(
                with(valid, member("6", uuid("registered"), uuid("g"))),
                "cannot be a member of this package: " + uuid("g"));
        assertOneError(
                with(valid, member("6", uuid("s"), uuid("s"))), "cannot be a member of this package: " + uuid("s"));
    }

    @Test
    void documentsRelateToOtherDocuments() {
        SubmissionDraft folder = Submissions.of(folder("f"), member("fm", uuid("a-set"), uuid("f")));

        for (String target : List.of("f", "a-set", "a")) {
            assertThat(registryErrors(with(add(folder), relation(AssociationType.APND, uuid("a"), uuid(target)))))
                    .extracting(XdsError::errorCode)
                    .containsExactly(ErrorCode.UnresolvedReferenceException);
        }
    }

    private static SubmissionDraft with(SubmissionDraft submission, Association association) {
        return new SubmissionDraft(
                Stream.concat(submission.objects().stream(), Submissions.of(association).objects().stream())
                        .toList());
    }

    /** UUIDs are compared whatever their case. */
    @Test
    void aMemberIsKnownByItsUuidInCapitals() {
        SubmissionDraft loud = map(
                Kind.Association,
                draft -> new RegistryObjectDraft(
                        draft.kind(),
                        draft.header(),
                        draft.name(),
                        draft.description(),
                        draft.slots(),
                        draft.classifications(),
                        draft.externalIdentifiers(),
                        new Link(
                                AssociationType.HAS_MEMBER.urn(),
                                uuid("a-set").value(),
                                "urn:uuid:" + uuid("a").uuid().toString().toUpperCase(Locale.ROOT))));

        assertThat(contexts(loud)).isEmpty();
    }

    @Test
    void membersSubmittedHereAreOriginals() {
        SubmissionDraft reference = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                member("m", uuid("s"), uuid("a")).toBuilder()
                        .submissionSetStatus(SubmissionSetStatus.Reference)
                        .build());

        assertOneError(reference, "SubmissionSetStatus of a document submitted here must be Original");
    }

    @Test
    void membershipHasNoDocumentation() {
        SubmissionDraft documented = Submissions.of(
                submissionSet("s"),
                manifest("a"),
                member("m", uuid("s"), uuid("a")).toBuilder()
                        .documentation(Code.of("x", "1.2", "x"))
                        .build());

        assertOneError(documented, "a HasMember association has no documentation");
        assertOneError(
                add(Submissions.of(
                        folder("f"),
                        member("fm", uuid("a-set"), uuid("f")),
                        member("fa", uuid("f"), uuid("a")).toBuilder()
                                .documentation(Code.of("x", "1.2", "x"))
                                .build())),
                "a HasMember association has no documentation");
    }

    @Test
    void aRelationshipBeginsAtADocumentOfTheSubmission() {
        SubmissionDraft fromOutside = add(Submissions.of(relation(AssociationType.RPLC, uuid("elsewhere"), uuid("a"))));

        assertThat(registryErrors(fromOutside))
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.UnresolvedReferenceException);
        assertThat(registryErrors(add(Submissions.of(relation(AssociationType.RPLC, uuid("a"), uuid("elsewhere"))))))
                .isEmpty();
    }

    @Test
    void idsAreThereAndUnique() {
        assertThat(contexts(add(Submissions.of(member("a-member", uuid("a-set"), uuid("a"))))))
                .containsExactly("id occurs twice: " + uuid("a-member"));
        assertThat(contexts(entry(draft -> draft.with(header -> header.withId(null)))))
                .contains("a ExtrinsicObject has no id");
    }

    @Test
    void uuidsAreTheSameInEitherCase() {
        String upper = "urn:uuid:" + uuid("a-member").value().substring(9).toUpperCase(Locale.ROOT);
        SubmissionDraft again =
                new SubmissionDraft(Submissions.of(member("a-member", uuid("a-set"), uuid("a"))).objects().stream()
                        .map(object -> object.with(header -> header.withId(upper)))
                        .toList());

        assertThat(contexts(add(again))).contains("id occurs twice: " + upper);
    }
}
