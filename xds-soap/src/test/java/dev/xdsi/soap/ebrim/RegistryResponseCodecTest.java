package dev.xdsi.soap.ebrim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.RegistryResponse;
import dev.xdsi.model.RegistryResponse.Status;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.wsdl.rs.ObjectFactory;
import dev.xdsi.wsdl.rs.RegistryErrorListType;
import dev.xdsi.wsdl.rs.RegistryErrorType;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryResponseCodecTest {
    private static final XdsError WARNING =
            XdsError.warning(ErrorCode.XDSExtraMetadataNotSaved, "urn:example:accelerator");

    @ParameterizedTest
    @EnumSource
    void everyErrorCodeSurvivesTheWire(ErrorCode code) throws Exception {
        RegistryResponse response =
                RegistryResponse.ofSubmission(List.of(XdsError.of(code, "<why & where>", "Document01"), WARNING));

        RegistryResponseType wire = RegistryResponseCodec.encode(response);

        Contract.validate(EbrimXml.write(new ObjectFactory().createRegistryResponse(wire)));
        assertThat(wire.getRegistryErrorList().getHighestSeverity()).isEqualTo(Severity.ERROR.urn());
        assertThat(RegistryResponseCodec.decode(wire, ErrorCode.XDSRegistryError))
                .isEqualTo(response);
    }

    @Test
    void aSuccessHasNoErrorListAndWarningsAloneAreItsHighestSeverity() throws Exception {
        RegistryResponseType success = RegistryResponseCodec.encode(RegistryResponse.SUCCESS);
        RegistryResponseType warned = RegistryResponseCodec.encode(RegistryResponse.ofSubmission(List.of(WARNING)));

        Contract.validate(EbrimXml.write(new ObjectFactory().createRegistryResponse(success)));
        assertThat(success.isSetRegistryErrorList()).isFalse();
        assertThat(warned.getStatus()).isEqualTo(Status.SUCCESS.urn());
        assertThat(warned.getRegistryErrorList().getHighestSeverity()).isEqualTo(Severity.WARNING.urn());
    }

    @Test
    void anUnknownCodeKeepsItsNameInTheContext() {
        RegistryResponse response =
                RegistryResponseCodec.decode(failure("VendorSpecific", "disk full"), ErrorCode.XDSRepositoryError);

        assertThat(response.errors())
                .containsExactly(XdsError.of(ErrorCode.XDSRepositoryError, "VendorSpecific: disk full"));
    }

    @Test
    void aCodeInANamespaceIsRecognised() {
        RegistryResponse response = RegistryResponseCodec.decode(
                failure("urn:ihe:iti:2007:XDSMissingDocument", "Document01"), ErrorCode.XDSRegistryError);

        assertThat(response.errors()).containsExactly(XdsError.of(ErrorCode.XDSMissingDocument, "Document01"));
    }

    @Test
    void whatNobodyDefinedIsNoSuccess() {
        RegistryResponseType wire = new RegistryResponseType();
        wire.setStatus("urn:example:Fine");

        RegistryResponse response = RegistryResponseCodec.decode(wire, ErrorCode.XDSRegistryError);

        assertThat(response.status()).isEqualTo(Status.FAILURE);
        assertThat(response.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("urn:example:Fine"));
        assertThat(RegistryResponseCodec.decode(new RegistryResponseType(), ErrorCode.XDSRegistryError)
                        .status())
                .isEqualTo(Status.FAILURE);
    }

    @Test
    void anErrorOfAnUnknownSeverityIsAnError() {
        RegistryResponseType wire = failure("XDSRegistryError", "");
        wire.getRegistryErrorList().getRegistryError().getFirst().setSeverity("urn:example:Mild");

        assertThat(RegistryResponseCodec.decode(wire, ErrorCode.XDSRegistryError)
                        .errors())
                .extracting(XdsError::severity)
                .containsExactly(Severity.ERROR);
    }

    private static RegistryResponseType failure(String errorCode, String codeContext) {
        RegistryErrorType error = new RegistryErrorType();
        error.setErrorCode(errorCode);
        error.setCodeContext(codeContext);
        RegistryErrorListType list = new RegistryErrorListType();
        list.getRegistryError().add(error);
        RegistryResponseType wire = new RegistryResponseType();
        wire.setStatus(Status.FAILURE.urn());
        wire.setRegistryErrorList(list);
        return wire;
    }
}
