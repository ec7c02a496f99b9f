package dev.xdsi.gateway.statement;

import dev.xdsi.dicom.net.StorageSopClasses;
import dev.xdsi.dicom.net.TransferSyntaxes;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The IHE Integration Statement (ITI TF-1: appendix F), written from what {@link PlayedActor} declares. */
public final class IntegrationStatement {
    /** The version of the product, as the change log has it. */
    public static final String VERSION = "0.1.0";

    /** When it was released. */
    public static final String DATE = "unreleased";

    private IntegrationStatement() {}

    /** The statement as Markdown. */
    public static String render() {
        return """
                # IHE Integration Statement

                <!-- Written by `./xdsi statement`. -->

                | Vendor | Product | Version | Date |
                |---|---|---|---|
                | The XDS-I gateway project | XDS-I gateway | %s | %s |

                This product implements the actors of the IHE profiles below, with the options named and no others. Each actor runs alone or beside
                the others.

                | Profile | Actor | Options |
                |---|---|---|
                %s
                ## The transactions of each actor

                | Profile, actor | Transaction | Part | What of it |
                |---|---|---|---|
                %s
                Every SOAP transaction: SOAP 1.2 with WS-Addressing, synchronous, over HTTP and over mutual TLS. Paths are below the address of the IHE
                interfaces; `?wsdl` there returns the contract.

                ## Users without a transaction

                The X-Assertion Provider issues SAML 2.0 assertions about local users by WS-Trust 1.3 (`/sts`, binding Issue), a way that IHE leaves open.
                Consents that patients gave as BPPC documents are enforced by registry, repository, imaging source and gateways
                ([ADR 6](adr/0006-consent.md)); the actors of BPPC are not claimed.

                ## DICOM and HL7

                | Standard | What |
                |---|---|
                %s
                ## Not claimed

                This product updates and removes nothing at other nodes, makes no on-demand document but a patient's imaging summary, asks nobody for an
                answer on another connection (it gives such answers where that is agreed: [ADR 19](adr/0019-answers-elsewhere.md)), retrieves nothing by
                DIMSE (RAD-16) and does not Maintain Time (ITI-1): the clock is the operating system's.

                ## Contact and further reading

                The maintainers of the project. [What is there](../CHANGELOG.md) · [how it is built](../ARCHITECTURE.md) · IHE: <https://www.ihe.net>,
                profiles: <https://profiles.ihe.net>
                """.formatted(VERSION, DATE, actors(), transactions(), standards());
    }

    private static String actors() {
        return rows(actor -> "| " + actor.profile() + " | " + actor.actor() + " | "
                + (actor.options().isEmpty() ? "none" : String.join("; ", actor.options())) + " |\n");
    }

    private static String transactions() {
        return rows(actor -> actor.parts().stream()
                .map(part -> "| " + actor.profile() + " " + actor.actor() + " | "
                        + part.transaction().title() + " [" + part.transaction().number() + "] | "
                        + part.side().name().toLowerCase(Locale.ROOT)
                        + (part.path() == null ? "" : " at `" + part.path() + "`") + " | " + part.features() + " |\n")
                .collect(Collectors.joining()));
    }

    private static String rows(Function<PlayedActor, String> row) {
        return Arrays.stream(PlayedActor.values()).map(row).collect(Collectors.joining());
    }

    private static String standards() {
        return """
                | DICOM, Verification SCP and SCU | yes |
                | DICOM, Storage SCP | %d storage SOP classes of PS3.4 B.5, %d transfer syntaxes of PS3.5, kept as received; not those of JPIP (1.2.840.10008.1.2.4.94, .95, .204, .205), which have an address in place of pixels; an asynchronous window of up to 32 operations for who only stores; with and without TLS; for application entities of the partners file that may store once one is listed, else for all (`dicom.callers`) |
                | DICOM, Storage SCU | what a sender of the command line shares, what a C-MOVE sends, and what goes on to the PACS that `imaging-source.pacs` names (`forward`): instances as they are kept, uncompressed ones also in Explicit or Implicit VR Little Endian; up to 16 operations under way where the receiver agrees to an asynchronous window, else one; audited as DICOM Instances Transferred (110104) with action R, a record an association |
                | DICOM, Query/Retrieve SCP | C-FIND, C-MOVE, C-GET by Patient Root and Study Root, for application entities of the partners file alone; relational queries and combined date-time matching by extended negotiation; ranges of DT, with the request's (0008,0201) for moments without an offset, which dates and times alone are not adjusted by: timezone query adjustment is answered with 0, since a study and its series are described by several data sets, most of which say no offset and some another, so that the zone of a date would be a guess; fuzzy matching of names and enhanced multi-frame conversion are not offered either; names match without regard to case; a Patient ID that names no issuer is the department's (`imaging-source.department-authority`), others are one patient where they name the same issuer, a name that `imaging-source.patient-id-issuers` knows being its domain, and any other an issuer of its own; instances leave as they are kept, uncompressed ones also in Explicit or Implicit VR Little Endian |
                | DICOM, User Identity Negotiation | as the acceptor: user name and passcode (type 2) of local users, SAML assertion (4), over TLS or on loopback, as the user of every service on the association; an empty positive response where one is requested and the user is proven, else rejected (1-2-1); user name alone (1), Kerberos (3) and JWT (5) without a positive response; required of who queries and retrieves by `dicom.user-identity`, or by entry of the partners file; failures audited as User Authentication (110114) or Security Alert (110113). As the requestor, towards the PACS that `imaging-source.pacs` names: user name and passcode (type 2) with a positive response requested, on every association, over TLS or on loopback alone, where `imaging-source.pacs.user` is set |
                | DICOM, Query/Retrieve SCU | towards the PACS that `imaging-source.pacs` names, by Study Root, or by Patient Root where that alone is accepted; relational queries and retrieval are proposed by extended negotiation and made use of only where they are agreed to; C-FIND of studies, series and instances, and of patients where Patient Root without relational queries has no other way to a study, also when it sends an Instance Availability Notification or completes a performed procedure step; C-GET in every transfer syntax that the Storage SCP takes, or C-MOVE to our own Storage SCP, at the level IMAGE with lists of at most 500 UIDs; C-CANCEL of a C-FIND that has more matches than are taken, and of a C-GET or C-MOVE for which nobody has waited for ten seconds |
                | DICOM, WADO-RS user agent | towards that PACS where it is configured so: series and instances as application/dicom in any transfer syntax |
                | DICOM, Storage Commitment Push Model SCP | for application entities of the partners file that have a `send-to`; the report comes on an association of its own to that address, with this side proposing the SCP role; commits what index and files have, else 0112, 0119 or 0110; audited as DICOM Instances Transferred (110104), the request with action E and each report, or attempt at one, with R |
                | DICOM, Storage Commitment Push Model SCU | towards the PACS that `imaging-source.pacs` names (`forward`), about what went on to it: N-ACTION of at most 1,000 instances; N-EVENT-REPORT is taken on the same association for two seconds and on associations of the PACS by its AE title, which may propose the SCP role; what fails is sent again, what is not reported on in time is asked about again; audited as DICOM Instances Transferred (110104), the request with action E and each report with R |
                | DICOM, Modality Performed Procedure Step SCP | N-CREATE, N-SET; a completed step publishes its study once its instances are here, one discontinued for an incorrect worklist entry (110514) keeps its series out of manifests; kept for 30 days; audited as Procedure Record (110111), N-CREATE with action C and N-SET with U |
                | DICOM, Modality Performed Procedure Step SCU | towards the PACS that `imaging-source.pacs` names (`forward`): each N-CREATE and N-SET that was taken from a modality, word for word, of each step one after the other; audited as Procedure Record (110111), N-CREATE with action C and N-SET with U |
                | DICOM, Instance Availability Notification SCP | N-CREATE; the study is published once those of its instances are here that are ONLINE or NEARLINE; audited as Procedure Record (110111) with action U |
                | DICOM, Instance Availability Notification SCU | towards the PACS that `imaging-source.pacs` names, or the application entity in `availability-to`: N-CREATE of each study that is complete here, and again when it has grown, with its performed procedure steps, our own instances as ONLINE and our AE title; audited as Procedure Record (110111) with action U |
                | DICOM, STOW-RS | `/dicom-web`: instances as application/dicom, alone or multipart; metadata as application/dicom+json or application/dicom+xml with bulk data parts, pixels uncompressed or as image/jpeg, image/jls, image/jp2, image/jphc, image/dicom-rle; an instance that has a Pixel Data Provider URL (0028,7FE0) in place of its pixels, in a JPIP referenced transfer syntax or another, is refused (C122), from the PACS behind too, and the URL is asked by nobody; answers in JSON or XML |
                | DICOM, WADO-RS of the imaging source | `/dicom-web`: instances, metadata, bulk data (`bulkdata`, `pixeldata`; compressed pixels a part for each frame), frames, `rendered` and `thumbnail` of studies, series, instances and frames with `annotation`, `viewport`, `window`, `quality`, in square pixels, and Grayscale Softcopy Presentation States (`presentationSeriesUID`, `presentationUID`), as image/jpeg, image/png and, one frame alone, image/gif (no animation; colours are the nearest of 256); `rendered` of a Structured Report (text/html, text/plain) and of an encapsulated PDF (application/pdf); `accept`; quality values and transfer syntaxes in Accept; single parts and multipart; ranges of single parts, of a PACS behind too once the instance is fetched (several as multipart/byteranges, up to 16 and together no more bytes than the whole, else the whole), ETag, If-Match, If-None-Match, If-Range; HEAD; no colour profiles |
                | DICOM, WADO-URI | `/wado`: application/dicom with `transferSyntax` and `anonymize` (images, by the Basic Application Level Confidentiality Profile of PS3.15 and with less kept; uncompressed); ranges as by WADO-RS; image/jpeg and image/png with `frameNumber`, `rows`, `columns`, `region`, `windowCenter`, `windowWidth`, `imageQuality`, `annotation`, `presentationSeriesUID` and `presentationUID` (Grayscale Softcopy Presentation States) |
                | DICOM, capabilities | OPTIONS on `/dicom-web`, as WADL and JSON (PS3.18 8.9); CORS for the origins in `imaging-source.allowed-origins` |
                | DICOM, QIDO-RS of the imaging source | `/dicom-web`: studies, series, instances, alone and below one another, as application/dicom+json and multipart application/dicom+xml; `includefield`, `limit` (at most 1000), `offset`; `fuzzymatching`: each word asked for begins a word of the name or sounds like one (Soundex), without regard to accents, case and order |
                | DICOM, QIDO-RS, WADO-RS of all that is shared | `/dicom-web` of the portal, behind its log-in |
                | HL7 v2 | ADT^A01, A04, A08 in 2.3.1 to 2.5.1, acknowledged in original mode |
                | HL7 v3 | PRPA_IN201305UV02, PRPA_IN201306UV02 |
                """.formatted(
                        StorageSopClasses.all().size(), TransferSyntaxes.all().size());
    }
}
