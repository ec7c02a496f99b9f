package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti18.StoredQueryResponse.ObjectRef;
import dev.xdsi.wsdl.query.AdhocQueryRequest;
import dev.xdsi.wsdl.query.AdhocQueryResponse;
import dev.xdsi.wsdl.query.ResponseOptionType;
import dev.xdsi.wsdl.rim.ExternalLinkType;
import dev.xdsi.wsdl.rim.ObjectFactory;
import java.io.StringReader;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredQueryCodecTest {
    private static final StoredQueryRequest FIND_DOCUMENTS = new StoredQueryRequest(
            "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d",
            ReturnType.LeafClass,
            "urn:oid:1.2.3",
            List.of(
                    SlotDraft.of("$XDSDocumentEntryEventCodeList", "('CT^^DCM')"),
                    SlotDraft.of("$XDSDocumentEntryPatientId", "'MARY-1^^^&1.2.3&ISO'"),
                    SlotDraft.of("$XDSDocumentEntryEventCodeList", "('a^^b')", "('c^^d')")));

    @Provide
    Arbitrary<StoredQueryRequest> queries() {
        return DraftArbitraries.queries();
    }

    @Provide
    Arbitrary<StoredQueryResponse> results() {
        return DraftArbitraries.results();
    }

    @Property(tries = 200)
    void everyQuerySurvivesTheWire(@ForAll("queries") StoredQueryRequest query) {
        String xml = EbrimXml.write(StoredQueryCodec.encode(query));

        assertThat(StoredQueryCodec.decode(EbrimXml.read(new StringReader(xml), AdhocQueryRequest.class)))
                .isEqualTo(query);
    }

    @Property(tries = 100)
    void everyResultSurvivesTheWire(@ForAll("results") StoredQueryResponse result) {
        assertThat(decode(EbrimXml.write(StoredQueryCodec.encode(result)))).isEqualTo(result);
    }

    @Test
    void aRepeatedParameterStaysTwoAndTheMessageObeysTheContract() throws Exception {
        Contract.validate(EbrimXml.write(StoredQueryCodec.encode(FIND_DOCUMENTS)));

        assertThat(StoredQueryCodec.decode(StoredQueryCodec.encode(FIND_DOCUMENTS))
                        .parameters())
                .isEqualTo(FIND_DOCUMENTS.parameters());
    }

    @Test
    void anAnswerCarriesObjectsReferencesAndErrors() throws Exception {
        StoredQueryResponse answer = new StoredQueryResponse(
                Submissions.ofOneManifest("a").objects(),
                List.of(new ObjectRef(Submissions.uuid("b").value(), "urn:oid:1.2.3")),
                List.of(XdsError.of(ErrorCode.XDSUnavailableCommunity, "no answer", "urn:oid:1.2.4")));

        String xml = EbrimXml.write(StoredQueryCodec.encode(answer));

        Contract.validate(xml);
        assertThat(xml).contains(Status.PARTIAL_SUCCESS.urn());
        assertThat(decode(xml)).isEqualTo(answer);
    }

    @Test
    void aPartialSuccessMayBeEmpty() throws Exception {
        StoredQueryResponse answer = new StoredQueryResponse(
                List.of(),
                List.of(),
                List.of(XdsError.of(ErrorCode.XDSUnavailableCommunity, "no answer", "urn:oid:1.2.4")),
                true);

        String xml = EbrimXml.write(StoredQueryCodec.encode(answer));

        Contract.validate(xml);
        assertThat(xml).contains(Status.PARTIAL_SUCCESS.urn(), "RegistryObjectList");
        assertThat(decode(xml)).isEqualTo(answer);
    }

    @Test
    void anEmptyOrFailedAnswerStillHasItsList() throws Exception {
        StoredQueryResponse failure = StoredQueryResponse.failure(
                List.of(XdsError.of(ErrorCode.XDSStoredQueryMissingParam, "$XDSDocumentEntryStatus")));

        Contract.validate(
                EbrimXml.write(StoredQueryCodec.encode(new StoredQueryResponse(List.of(), List.of(), List.of()))));
        Contract.validate(EbrimXml.write(StoredQueryCodec.encode(failure)));
        assertThat(StoredQueryCodec.decode(StoredQueryCodec.encode(failure))).isEqualTo(failure);
    }

    @Test
    void aFailureWithoutReasonIsNotTakenForAnEmptySuccess() {
        AdhocQueryResponse wire = new AdhocQueryResponse();
        wire.setStatus(Status.FAILURE.urn());

        assertThat(StoredQueryCodec.decode(wire).outcome().status()).isEqualTo(Status.FAILURE);
    }

    @Test
    void objectsThatXdsDoesNotKnowArePassedOver() {
        AdhocQueryResponse wire = StoredQueryCodec.encode(new StoredQueryResponse(List.of(), List.of(), List.of()));
        wire.getRegistryObjectList()
                .getIdentifiable()
                .add(new ObjectFactory().createExternalLink(new ExternalLinkType()));

        assertThat(StoredQueryCodec.decode(wire)).isEqualTo(new StoredQueryResponse(List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegistryObject", "LeafClassWithRepositoryItem", "leafclass", ""})
    void refusesAReturnTypeThatXdsDoesNotKnow(String returnType) {
        AdhocQueryRequest wire = StoredQueryCodec.encode(FIND_DOCUMENTS);
        wire.getResponseOption().setReturnType(returnType);

        assertThatThrownBy(() -> StoredQueryCodec.decode(wire))
                .isInstanceOfSatisfying(UnreadableRequestException.class, refusal -> {
                    assertThat(refusal.error().errorCode()).isEqualTo(ErrorCode.XDSRegistryError);
                    assertThat(refusal.error().codeContext()).endsWith("but " + returnType);
                    assertThat(refusal.response().status()).isEqualTo(Status.FAILURE);
                });
    }

    @Test
    void refusesAQueryWithoutOptionOrIdOrQuery() {
        AdhocQueryRequest withoutOption = StoredQueryCodec.encode(FIND_DOCUMENTS);
        withoutOption.setResponseOption(null);
        AdhocQueryRequest withDefaultOption = StoredQueryCodec.encode(FIND_DOCUMENTS);
        withDefaultOption.setResponseOption(new ResponseOptionType());
        AdhocQueryRequest withoutId = StoredQueryCodec.encode(FIND_DOCUMENTS);
        withoutId.getAdhocQuery().setId(null);

        assertThat(List.of(withoutOption, withDefaultOption, withoutId, new AdhocQueryRequest()))
                .allSatisfy(wire -> assertThatThrownBy(() -> StoredQueryCodec.decode(wire))
                        .isInstanceOf(UnreadableRequestException.class));
    }

    private static StoredQueryResponse decode(String xml) {
        return StoredQueryCodec.decode(EbrimXml.read(new StringReader(xml), AdhocQueryResponse.class));
    }
}
