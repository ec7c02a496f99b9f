package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import org.junit.jupiter.api.Test;

/** AdhocQuery/@home. */
class HomeCommunityTest extends ExpectedActions {
    private static final String OURS = RunningRegistry.HOME.urn();

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.8",
            value = "A query that names the registry's community gets it back on every object and every reference")
    void theCommunityAskedForIsNamedWithEverything() {
        register("s", manifest("a"), folder("f"));
        Ask contents = Ask.of(Query.GetSubmissionSetAndContents)
                .withList("$XDSSubmissionSetEntryUUID", id("s"))
                .at(OURS);

        assertThat(answer(contents).objects())
                .hasSize(5)
                .allSatisfy(object -> assertThat(object.header().home()).isEqualTo(OURS));
        assertThat(answer(contents.objectRef()).refs())
                .hasSize(5)
                .extracting(ObjectRef::home)
                .containsOnly(OURS);
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.8",
            value = "Without a homeCommunityId in the query there is none in the answer that was not registered")
    void noCommunityIsNamedUnasked() {
        register("s", manifest("a"));

        assertThat(answer(findDocuments()).objects())
                .singleElement()
                .satisfies(object -> assertThat(object.header().home()).isNull());
        assertThat(answer(findDocuments().objectRef()).refs()).containsExactly(new ObjectRef(id("a"), null));
    }

    @Test
    @Expected(
            reference = "ITI TF-3: 4.2.4.1",
            value = "A query for a community that is not the registry's: XDSUnknownCommunity")
    void anotherCommunityIsUnknown() {
        register("s", manifest("a"));

        assertThat(errors(findDocuments().at("urn:oid:1.2.3.404"))).containsExactly(ErrorCode.XDSUnknownCommunity);
        assertThat(errors(findDocuments().at("1.2.3"))).containsExactly(ErrorCode.XDSUnknownCommunity);
        assertThat(errors(getDocuments("a").objectRef().at("urn:oid:1.2.3.404")))
                .containsExactly(ErrorCode.XDSUnknownCommunity);
    }
}
