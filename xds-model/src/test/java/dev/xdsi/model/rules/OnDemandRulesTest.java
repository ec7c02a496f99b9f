package dev.xdsi.model.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Hash;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Submissions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ITI TF-3: Table 4.3.1-3 for entries whose document is made when it is asked for, and which transaction takes which entry. */
class OnDemandRulesTest {
    private final DocumentEntry onDemand = Submissions.manifest("a").toBuilder()
            .objectType(DocumentEntryType.ON_DEMAND)
            .creationTime(null)
            .hash(null)
            .size(null)
            .build();

    @Test
    void anOnDemandEntryNeedsNoDocument() {
        assertThat(check(onDemand, Side.REGISTRY_ON_DEMAND)).isEmpty();
        assertThat(check(onDemand, Side.REGISTRY_UPDATE)).isEmpty();
    }

    @Test
    void anOnDemandEntrySaysNothingOfADocumentThatIsNotThere() {
        DocumentEntry entry = onDemand.toBuilder()
                .creationTime(new Dtm("2024"))
                .hash(Hash.OF_NOTHING)
                .size(0L)
                .build();

        assertThat(check(entry, Side.REGISTRY_ON_DEMAND))
                .extracting(XdsError::codeContext)
                .containsExactlyInAnyOrder(
                        "DocumentEntry.creationTime must not be there",
                        "DocumentEntry.hash must not be there",
                        "DocumentEntry.size must not be there");
    }

    @Test
    void anOnDemandEntryNamesItsRepository() {
        assertThat(check(onDemand.toBuilder().repositoryUniqueId(null).build(), Side.REGISTRY_ON_DEMAND))
                .extracting(XdsError::codeContext)
                .containsExactly("DocumentEntry.repositoryUniqueId is required");
    }

    @Test
    void eachTransactionTakesItsOwnEntries() {
        assertThat(check(onDemand, Side.REGISTRY))
                .anySatisfy(error -> assertThat(error.codeContext()).contains("[ITI-61]"));
        assertThat(check(onDemand, Side.REPOSITORY)).anySatisfy(error -> {
            assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSRepositoryMetadataError);
            assertThat(error.codeContext()).contains("[ITI-61]");
        });
        assertThat(check(Submissions.manifest("a"), Side.REGISTRY_ON_DEMAND))
                .anySatisfy(error -> assertThat(error.codeContext()).contains("[ITI-42]"));
    }

    @Test
    void aSnapshotIsStable() {
        Association ofAnother =
                Submissions.relation(AssociationType.IS_SNAPSHOT_OF, onDemand.entryUUID(), Submissions.uuid("another"));
        SubmissionDraft submission = Submissions.of(
                onDemand,
                Submissions.submissionSet("a-set"),
                Submissions.member("a-member", Submissions.uuid("a-set"), onDemand.entryUUID()),
                ofAnother);

        assertThat(MetadataRules.check(submission, Side.REGISTRY_ON_DEMAND))
                .extracting(XdsError::codeContext)
                .containsExactly("a snapshot is a stable DocumentEntry: " + onDemand.entryUUID());
    }

    @Test
    void anUpdateIsJudgedInTheCodesOfAnUpdate() {
        DocumentEntry stable = Submissions.manifest("a");

        assertThat(check(stable, Side.REGISTRY_UPDATE)).isEmpty();
        assertThat(check(stable.toBuilder().hash(null).build(), Side.REGISTRY_UPDATE))
                .containsExactly(XdsError.of(
                        ErrorCode.XDSMetadataUpdateError,
                        "DocumentEntry.hash is required",
                        stable.entryUUID().value()));
    }

    private static List<XdsError> check(DocumentEntry entry, Side side) {
        SubmissionDraft submission = Submissions.of(
                Submissions.submissionSet("s"),
                entry,
                Submissions.member("m", Submissions.uuid("s"), entry.entryUUID()));
        return MetadataRules.check(submission, side);
    }
}
