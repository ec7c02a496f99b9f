package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Code;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.model.rules.PermittedCodes.Value;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an affinity domain agreed on: its patients and its codes. */
class AffinityDomainTest extends UpdateActions {
    private static final String REGISTERED = "ITI TF-2: 3.42.4.1.3.2";

    @AfterEach
    void agreeOnNothing() {
        registry.permit(PermittedCodes.ANY);
        registry.onlyTold(false);
    }

    private void permit(String attribute, Code code) {
        registry.permit(new PermittedCodes(
                Map.of(attribute, Set.of(new Value(code.code(), code.codingScheme()))), Set.of()));
    }

    @Test
    @Expected(
            reference = REGISTERED,
            value = "A code that the affinity domain did not agree on: XDSRegistryMetadataError, in an update"
                    + " XDSMetadataUpdateError; what a code is called does not matter")
    void codesAreThoseOfTheAffinityDomain() {
        Code code = manifest("a").classCode();
        permit("classCode", Code.of(code.code(), code.codingScheme(), "called otherwise"));
        var ofOtherScheme = manifest("b").toBuilder()
                .classCode(Code.of(code.code(), "1.2.9", "of another scheme"))
                .build();

        register("s", manifest("a"));
        assertThat(refused("t", ofOtherScheme)).containsExactly(ErrorCode.XDSRegistryMetadataError);
        assertThat(updateRefused(
                        "u",
                        version("a2", manifest("a")).toBuilder()
                                .classCode(ofOtherScheme.classCode())
                                .build(),
                        updates("u", "a2", 1)))
                .containsExactly(ErrorCode.XDSMetadataUpdateError);

        assertThat(found(findDocuments())).containsExactly("a");
    }

    @Test
    @Expected(
            reference = REGISTERED,
            value =
                    "A mimeType that the affinity domain did not agree on, and codes of packages: XDSRegistryMetadataError")
    void mimeTypesAndPackagesToo() {
        registry.permit(new PermittedCodes(Map.of(), Set.of("text/plain")));
        assertThat(refused("s", manifest("a"))).containsExactly(ErrorCode.XDSRegistryMetadataError);

        permit("codeList", Code.of("only", "1.2.9", "Only"));
        assertThat(refused("t", folder("f"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
        permit("contentTypeCode", Code.of("only", "1.2.9", "Only"));
        assertThat(refused("u", manifest("a"))).containsExactly(ErrorCode.XDSRegistryMetadataError);
    }

    @Test
    @Expected(
            reference = REGISTERED,
            value =
                    "Of a patient of whom no feed told nothing is registered or updated: XDSUnknownPatientId, with the id")
    void nothingIsRegisteredForSomebodyUnknown() {
        register("s", manifest("a"));
        registry.onlyTold(true);

        assertThat(submit(set("t", manifest("b"))).errors())
                .containsExactly(XdsError.of(ErrorCode.XDSUnknownPatientId, patient.cx()));
        assertThat(updateRefused("u", deprecating("u", "a"))).containsExactly(ErrorCode.XDSUnknownPatientId);

        assertThat(found(findDocuments())).containsExactly("a");
        PatientId other = patient("nobody");
        assertThat(found(findDocuments()
                        .without("$XDSDocumentEntryPatientId")
                        .withList("$XDSDocumentEntryPatientId", other.cx())))
                .isEmpty();
    }
}
