package dev.xdsi.interop.ipf;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssigningAuthority;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Association;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.AssociationType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Author;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.CXiAssigningAuthority;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Code;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Document;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntry;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.DocumentEntryType;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Folder;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Identifiable;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.LocalizedString;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Organization;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.PatientInfo;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Person;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.ReferenceId;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.SubmissionSet;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Telecom;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.Timestamp;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.XcnName;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.XpnName;
import org.openehealth.ipf.commons.ihe.xds.core.requests.ProvideAndRegisterDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.requests.builder.ProvideAndRegisterDocumentSetBuilder;

/** A submission as IPF writes it, with every attribute of a document entry filled (ITI TF-3: 4.2.3.2). */
final class Submission {
    private static final String AUTHORITY = "1.3.6.1.4.1.21367.2005.3.7";

    private Submission() {}

    static ProvideAndRegisterDocumentSet of(String patientId, List<Path> files) {
        Identifiable patient = Identifiable.parse(patientId);
        List<Document> documents = IntStream.range(0, files.size())
                .mapToObj(i -> new Document(
                        entry(patient, i + 1),
                        new DataHandler(new FileDataSource(files.get(i).toFile()))))
                .toList();
        var builder = new ProvideAndRegisterDocumentSetBuilder(true, submissionSet(patient));
        builder.withDocuments(documents);
        if (documents.size() > 1) {
            relate(builder, patient, documents);
        }
        return builder.build();
    }

    /** The first document in a folder, the second appended to it. */
    private static void relate(
            ProvideAndRegisterDocumentSetBuilder builder, Identifiable patient, List<Document> documents) {
        var folder = new Folder();
        folder.setPatientId(patient);
        folder.setTitle(new LocalizedString("Verlauf", "de-DE", "UTF-8"));
        folder.getCodeList().add(code("RAD", "1.3.6.1.4.1.21367.2005.3.8", "Radiology"));
        folder.assignEntryUuid();
        folder.assignUniqueId();
        builder.withFolder(folder);
        String first = uuid(documents.getFirst());
        builder.withAssociation(association(AssociationType.HAS_MEMBER, folder.getEntryUuid(), first));
        builder.withAssociation(association(AssociationType.APPEND, uuid(documents.get(1)), first));
    }

    private static String uuid(Document document) {
        var entry = document.getDocumentEntry();
        if (entry.getEntryUuid() == null) {
            entry.assignEntryUuid();
        }
        return entry.getEntryUuid();
    }

    private static Association association(AssociationType type, String source, String target) {
        var association = new Association();
        association.assignEntryUuid();
        association.setAssociationType(type);
        association.setSourceUuid(source);
        association.setTargetUuid(target);
        return association;
    }

    /** An entry whose document is made when it is asked for: nothing is known of its bytes. */
    static DocumentEntry onDemand(Identifiable patient, String entryUuid) {
        DocumentEntry entry = entry(patient, 1);
        entry.setType(DocumentEntryType.ON_DEMAND);
        entry.setCreationTime((Timestamp) null);
        entry.setLegalAuthenticator(null);
        return registered(entry, entryUuid);
    }

    /** An entry as a repository registers it, of an empty document. */
    static DocumentEntry stored(Identifiable patient, String entryUuid) {
        DocumentEntry entry = entry(patient, 1);
        entry.setHash("da39a3ee5e6b4b0d3255bfef95601890afd80709");
        entry.setSize(0L);
        return registered(entry, entryUuid);
    }

    private static DocumentEntry registered(DocumentEntry entry, String entryUuid) {
        entry.setEntryUuid(entryUuid);
        entry.setUniqueId(oid());
        entry.setRepositoryUniqueId("1.3.6.1.4.1.21367.2005.3.12");
        return entry;
    }

    static SubmissionSet submissionSet(Identifiable patient, String entryUuid) {
        SubmissionSet set = submissionSet(patient);
        set.setEntryUuid(entryUuid);
        set.setUniqueId(oid());
        set.setSubmissionTime("20240102030406");
        return set;
    }

    private static String oid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    private static SubmissionSet submissionSet(Identifiable patient) {
        var set = new SubmissionSet();
        set.setPatientId(patient);
        set.setSourceId("1.3.6.1.4.1.21367.2005.3.9");
        set.setTitle(new LocalizedString("Überweisung", "de-DE", "UTF-8"));
        set.setContentTypeCode(code("34133-9", "2.16.840.1.113883.6.1", "Summary of episode note"));
        set.setAuthor(author());
        return set;
    }

    private static DocumentEntry entry(Identifiable patient, int number) {
        var entry = new DocumentEntry();
        entry.setPatientId(patient);
        entry.setSourcePatientId(new Identifiable("D-4711", new AssigningAuthority(AUTHORITY)));
        entry.setSourcePatientInfo(patientInfo());
        entry.setTitle(new LocalizedString("Röntgen Thorax <" + number + "> & 胸部", "de-DE", "UTF-8"));
        entry.setComments(new LocalizedString("from a client of another make", "en-US", "UTF-8"));
        entry.setMimeType("text/plain");
        entry.setLanguageCode("de-DE");
        entry.setCreationTime("20240102030405");
        entry.setServiceStartTime("202401020300");
        entry.setServiceStopTime("2024010204");
        entry.getAuthors().add(author());
        entry.setLegalAuthenticator(person("L-9", "Prüfer", "Pia"));
        codes(entry);
        entry.getReferenceIdList()
                .add(new ReferenceId(
                        "ACC-" + number,
                        new CXiAssigningAuthority(null, AUTHORITY, "ISO"),
                        ReferenceId.ID_TYPE_CODE_ACCESSION));
        entry.setExtraMetadata(Map.of("urn:example:ward", List.of("7 North", "7 South")));
        return entry;
    }

    private static void codes(DocumentEntry entry) {
        entry.setClassCode(code("IMAGES", "1.3.6.1.4.1.19376.1.2.6.1", "Images"));
        entry.setTypeCode(code("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study"));
        entry.setFormatCode(code("urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "by MIME type"));
        entry.setHealthcareFacilityTypeCode(code("HOSP", "2.16.840.1.113883.5.11", "Hospital"));
        entry.setPracticeSettingCode(code("394914008", "2.16.840.1.113883.6.96", "Radiology"));
        entry.getConfidentialityCodes().add(code("N", "2.16.840.1.113883.5.25", "Normal"));
        entry.getEventCodeList().add(code("CT", "1.2.840.10008.2.16.4", "Computed Tomography"));
        entry.getEventCodeList().add(code("51185008", "2.16.840.1.113883.6.96", "Thorax"));
    }

    private static PatientInfo patientInfo() {
        var info = new PatientInfo();
        info.getNames().add(new XpnName("Müller", "Mária", null, null, null, null));
        info.setDateOfBirth("19700101");
        info.setGender("F");
        return info;
    }

    private static Author author() {
        var author = new Author();
        author.setAuthorPerson(person("A-1", "Arzt", "Anna"));
        author.getAuthorInstitution().add(new Organization("Radiologie Süd"));
        author.getAuthorRole().add(new Identifiable("attending"));
        author.getAuthorSpecialty().add(new Identifiable("radiology"));
        author.getAuthorTelecom().add(new Telecom("anna.arzt@example.org"));
        return author;
    }

    private static Person person(String id, String family, String given) {
        return new Person(
                new Identifiable(id, new AssigningAuthority(AUTHORITY)),
                new XcnName(family, given, null, null, null, null));
    }

    private static Code code(String code, String scheme, String displayName) {
        return new Code(code, new LocalizedString(displayName, "en-US", "UTF-8"), scheme);
    }
}
