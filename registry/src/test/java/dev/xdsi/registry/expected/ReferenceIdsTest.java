package dev.xdsi.registry.expected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FindDocumentsByReferenceId. */
class ReferenceIdsTest extends ExpectedActions {
    private static final String PARAMETER = "$XDSDocumentEntryReferenceIdList";
    private static final Oid ISSUER = new Oid("1.2.3.4");
    private static final ReferenceId STUDY = ReferenceId.ofStudy(new Oid("1.2.840.99.1"));
    private static final ReferenceId ACCESSION = ReferenceId.ofAccession("A-1", ISSUER);
    private static final ReferenceId OTHER = ReferenceId.ofAccession("B-2", ISSUER);

    private Ask byReference() {
        return Ask.of(Query.FindDocumentsByReferenceId)
                .withList("$XDSDocumentEntryPatientId", patient.cx())
                .with("$XDSDocumentEntryStatus", Ask.APPROVED);
    }

    private DocumentEntry about(String name, ReferenceId... ids) {
        return manifest(name).toBuilder().referenceIdList(List.of(ids)).build();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.14",
            value = "FindDocumentsByReferenceId finds the patient's documents that have one of the reference ids")
    void findsByReferenceId() {
        register("s", about("a", STUDY, ACCESSION), about("b", OTHER), manifest("c"));

        assertThat(found(byReference().withList(PARAMETER, STUDY.cxi()))).containsExactly("a");
        assertThat(found(byReference().withList(PARAMETER, ACCESSION.cxi(), OTHER.cxi())))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(found(byReference().withList(PARAMETER, "A-1"))).isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.14",
            value = "Reference ids are patterns of LIKE; one without wildcards is matched exactly")
    void referenceIdsArePatterns() {
        register("s", about("a", STUDY, ACCESSION), about("b", OTHER));

        assertThat(found(byReference().withList(PARAMETER, "_-_^^^&1.2.3.4&ISO^%")))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(found(byReference().withList(PARAMETER, "%studyInstanceUID")))
                .containsExactly("a");
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.14",
            value = "$XDSDocumentEntryReferenceIdList has AND/OR semantics")
    void referenceIdsCombineByAndAndOr() {
        register("s", about("a", STUDY, ACCESSION), about("b", STUDY, OTHER));

        Ask ofStudy = byReference().withList(PARAMETER, STUDY.cxi());
        assertThat(found(ofStudy)).containsExactlyInAnyOrder("a", "b");
        assertThat(found(ofStudy.withList(PARAMETER, OTHER.cxi()))).containsExactly("b");
        assertThat(found(ofStudy.withList(PARAMETER, OTHER.cxi()).withList(PARAMETER, ACCESSION.cxi())))
                .isEmpty();
    }

    @Test
    @Expected(
            reference = "ITI TF-2: 3.18.4.1.2.3.7.14",
            value = "FindDocumentsByReferenceId requires the reference ids, and takes every parameter of FindDocuments")
    void takesTheParametersOfFindDocuments() {
        register("s", about("a", STUDY));

        assertThat(errors(byReference())).containsExactly(ErrorCode.XDSStoredQueryMissingParam);
        Ask ask = byReference().withList(PARAMETER, STUDY.cxi());
        assertThat(found(ask.withList("$XDSDocumentEntryEventCodeList", "CT^^1.2.840.10008.2.16.4")))
                .containsExactly("a");
        assertThat(found(ask.withList("$XDSDocumentEntryEventCodeList", "MR^^1.2.840.10008.2.16.4")))
                .isEmpty();
        assertThat(found(ask.with("$XDSDocumentEntryCreationTimeTo", "2000"))).isEmpty();
    }
}
