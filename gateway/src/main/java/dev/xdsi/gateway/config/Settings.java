package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import dev.xdsi.gateway.consent.PolicyCatalogue;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Everything an operator can set. The shipped {@code xdsi.yaml} is printed from this table. */
public final class Settings {
    public static final String REGISTRY = "registry";
    public static final String REPOSITORY = "repository";
    public static final String IMAGING_SOURCE = "imaging-source";
    public static final String CONSUMER = "consumer";
    public static final String AUDIT_REPOSITORY = "audit-repository";
    public static final String ASSERTION_PROVIDER = "assertion-provider";
    public static final String RESPONDING_GATEWAY = "responding-gateway";
    public static final String INITIATING_GATEWAY = "initiating-gateway";
    private static final List<String> EVERY_ACTOR = List.of(
            REGISTRY,
            REPOSITORY,
            IMAGING_SOURCE,
            CONSUMER,
            AUDIT_REPOSITORY,
            ASSERTION_PROVIDER,
            RESPONDING_GATEWAY,
            INITIATING_GATEWAY);

    public static final Setting<Path> DATA = setting(
            "data",
            "data",
            "Folder of everything that is kept: database, documents, images, audit spool, keys.",
            Path::of);
    public static final Setting<Boolean> INSECURE = setting(
            "insecure",
            "false",
            "Allows plain SOAP, DICOMweb, DICOM and HL7 v2 on addresses other than loopback. Patient data then crosses"
                    + " the network unprotected.",
            Values::yesOrNo);
    public static final Setting<List<String>> ACTORS = setting(
            "actors",
            String.join(", ", EVERY_ACTOR),
            "The actors of this process, in any order. The others run elsewhere and are reached at the addresses"
                    + " below.",
            Values.listOf(EVERY_ACTOR));

    public static final Setting<String> IHE_PLAIN_HOST = setting(
            "ihe.plain.host",
            "127.0.0.1",
            "Address of the IHE interfaces (SOAP, DICOMweb, WADO-URI) without TLS; loopback unless insecure is true.",
            Values::text);
    public static final Setting<Integer> IHE_PLAIN_PORT = setting("ihe.plain.port", "8081", "Its port.", Values::port);
    public static final Setting<String> IHE_TLS_HOST =
            setting("ihe.tls.host", "127.0.0.1", "Address of the same interfaces with mutual TLS.", Values::text);
    public static final Setting<Integer> IHE_TLS_PORT = setting("ihe.tls.port", "8443", "Its port.", Values::port);
    public static final Setting<Integer> IHE_SPOOL = setting(
            "ihe.max-spool-mb",
            "65536",
            "Attachments of all SOAP messages that are on their way at one time, in megabytes; they wait in the data folder."
                    + " A message that does not fit is refused with the advice to send it again later.",
            Values::positive);
    public static final Setting<String> IHE_PUBLIC_URL = setting(
            "ihe.public-url",
            "",
            "How partners reach the IHE interfaces, for the Retrieve URL in manifests. Empty: the plain address above.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<String> TLS_KEY = setting(
            "tls.key",
            "",
            "PEM file of our private key. Empty: a demonstration key, made at first start. A changed file is taken over"
                    + " without a restart, like the two below.",
            text -> text);
    public static final Setting<String> TLS_CERTIFICATE =
            setting("tls.certificate", "", "PEM file of our certificate, with the chain above it.", text -> text);
    public static final Setting<String> TLS_TRUSTED = setting(
            "tls.trusted",
            "",
            "PEM file of the authorities, or single partners, whose certificates are accepted. Empty: the demonstration"
                    + " authority only.",
            text -> text);

    public static final Setting<String> DICOM_HOST =
            setting("dicom.host", "127.0.0.1", "Address on which images are received by C-STORE.", Values::text);
    public static final Setting<Integer> DICOM_PORT = setting("dicom.port", "11112", "Its port.", Values::port);
    public static final Setting<String> DICOM_TLS_HOST =
            setting("dicom.tls.host", "127.0.0.1", "Address of the same with mutual TLS.", Values::text);
    public static final Setting<Integer> DICOM_TLS_PORT = setting("dicom.tls.port", "2762", "Its port.", Values::port);
    public static final Setting<CallerRule> DICOM_CALLERS = setting(
            "dicom.callers",
            "once-listed",
            "Who may associate and store: known, the application entities of the partners file, each by its certificate or address, and"
                    + " the PACS; any, whoever reaches the port; once-listed, the known once the partners file lists one that may"
                    + " store, any until then.",
            Values::callerRule);
    public static final Setting<String> DICOM_AE_TITLE =
            setting("dicom.ae-title", "XDSI", "Our application entity title.", Values::aeTitle);
    public static final Setting<UserDemand> DICOM_USER_IDENTITY = setting(
            "dicom.user-identity",
            "accepted",
            "What is made of users whom peers name when they associate (User Identity Negotiation): accepted, a user is proven by"
                    + " passcode or SAML assertion, over TLS or on this machine, and what is wrong is rejected; required, nobody"
                    + " queries or retrieves without a user so proven; off, it is not looked at. Single application entities have"
                    + " another in the partners file.",
            Values::userDemand);

    public static final Setting<String> MLLP_HOST = setting(
            "mllp.host", "127.0.0.1", "Address on which the Patient Identity Feed (HL7 v2) is received.", Values::text);
    public static final Setting<Integer> MLLP_PORT = setting("mllp.port", "2575", "Its port.", Values::port);
    public static final Setting<String> MLLP_TLS_HOST =
            setting("mllp.tls.host", "127.0.0.1", "Address of the same with mutual TLS.", Values::text);
    public static final Setting<Integer> MLLP_TLS_PORT = setting("mllp.tls.port", "2576", "Its port.", Values::port);

    public static final Setting<String> DATABASE_URL = setting(
            "database.url",
            "",
            "JDBC URL of a PostgreSQL 15 or later. Empty: a PostgreSQL of our own, kept in the data folder.",
            text -> text);
    public static final Setting<String> DATABASE_USER = setting("database.user", "postgres", "Its user.", Values::text);
    public static final Setting<String> DATABASE_PASSWORD =
            setting("database.password", "", "Its password; better set by the environment.", text -> text);

    public static final Setting<String> AUDIT_TRANSPORT = setting(
            "audit.transport",
            "tls",
            "How audit records travel: tls (RFC 5425) or udp (RFC 5426).",
            Values.oneOf(List.of("tls", "udp")));
    public static final Setting<String> AUDIT_HOST = setting(
            "audit.host",
            "127.0.0.1",
            "Where audit records are sent, and where our own repository listens. The receiver's certificate must be for this"
                    + " name or address, unless it is one of this machine itself, as 127.0.0.1.",
            Values::text);
    public static final Setting<Integer> AUDIT_PORT = setting("audit.port", "6514", "Its port.", Values::port);
    public static final Setting<String> AUDIT_SITE =
            setting("audit.site", "xdsi", "AuditEnterpriseSiteID of our records.", Values::text);

    public static final Setting<Oid> PATIENT_AUTHORITY = setting(
            "affinity-domain.patient-authority",
            "2.25.262019447463398412437811640174264093061",
            "Assigning authority of the patient ids that the affinity domain shares.",
            Values::oid);
    public static final Setting<HomeCommunityId> HOME_COMMUNITY_ID = setting(
            "home-community-id",
            "2.25.294017583920174658392017465839201746583",
            "homeCommunityId of this community, an OID, as other communities know it.",
            Values::homeCommunityId);
    public static final Setting<String> LANGUAGE =
            setting("affinity-domain.language", "en", "languageCode of what we publish.", Values::text);

    /** The value of {@link #CONSENT_DEFAULT} by which consent is not asked about at all. */
    public static final String NO_QUESTION = "none";

    public static final Setting<String> CONSENT_DEFAULT = setting(
            "consent.default",
            "opt-out",
            "What holds where no consent of the patient says anything: opt-out shares, opt-in does not. With none,"
                    + " consents are not asked about at all.",
            Values.oneOf(List.of("opt-out", "opt-in", NO_QUESTION)));
    public static final Setting<PolicyCatalogue> CONSENT_POLICIES = setting(
            "consent.policies",
            "",
            "File with the policies that consents may name. Empty: those built in. `./xdsi consent policies --example`"
                    + " prints one to start from.",
            PolicyCatalogue::of);
    public static final Setting<Set<String>> CONSENT_TREATING_ROLES = setting(
            "consent.treating-roles",
            "112247003^^2.16.840.1.113883.6.96, 309343006^^2.16.840.1.113883.6.96, 66862007^^2.16.840.1.113883.6.96,"
                    + " 106292003^^2.16.840.1.113883.6.96",
            "Roles of users who count as treating staff, as code^^codingScheme: medical doctor, physician, radiologist"
                    + " and nurse of SNOMED CT.",
            Values::codes);
    public static final Setting<Set<String>> CONSENT_BREAK_GLASS_ROLES = setting(
            "consent.break-glass-roles",
            "112247003^^2.16.840.1.113883.6.96, 309343006^^2.16.840.1.113883.6.96, 66862007^^2.16.840.1.113883.6.96",
            "Roles of users who may override consents in an emergency, with a reason in words. Each time is a security"
                    + " alert.",
            Values::codes);
    public static final Setting<Set<String>> CONSENT_EMERGENCY_PURPOSES = setting(
            "consent.emergency-purposes",
            "EMERGENCY^^2.16.840.1.113883.3.18.7.1, ETREAT^^2.16.840.1.113883.5.8, BTG^^2.16.840.1.113883.5.8",
            "Purposes of use that are emergencies.",
            Values::codes);
    public static final Setting<String> CONSENT_REGISTRY = setting(
            "consent.registry",
            "",
            "URL of the Document Registry that knows the consents. Empty: the registry of this process, else that of"
                    + " repository.registry or consumer.registry. Of a patient of whom a registry elsewhere shows nothing,"
                    + " nothing is given out that is not registered.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<Integer> REGISTRY_MAX_RESULTS = setting(
            "registry.max-results",
            "2000",
            "More objects than this in one answer are refused with XDSTooManyResults.",
            Values::positive);
    public static final Setting<Integer> REGISTRY_MAX_REFERENCES = setting(
            "registry.max-references",
            "50000",
            "The same for answers that consist of references only (ObjectRef).",
            Values::positive);

    public static final Setting<String> UNKNOWN_PATIENTS = setting(
            "registry.unknown-patients",
            "reject",
            "What becomes of submissions for patients of whom the Patient Identity Feed said nothing: reject with"
                    + " XDSUnknownPatientId, or accept.",
            Values.oneOf(List.of("accept", "reject")));

    public static final Setting<String> REGISTRY_CODES = setting(
            "registry.codes",
            "",
            "YAML file of the codes and media types that submissions may use, attribute by attribute; `./xdsi config --codes`"
                    + " prints one to start from. A changed file is taken over without a restart. Empty: any code.",
            text -> text);
    public static final Setting<String> METADATA_UPDATE = setting(
            "registry.metadata-update",
            "off",
            "Whether Document Administrators may update and remove what is registered (ITI-57, ITI-62, ITI-92): on or off.",
            Values.oneOf(List.of("off", "on")));
    public static final Setting<Set<String>> REGISTRY_ADMINISTRATORS = setting(
            "registry.administrators",
            "",
            "Roles of users who may do so, as code^^codingScheme; others get LocalPolicyRestrictionError. Empty: whoever may"
                    + " call the registry.",
            Values::codes);

    public static final Setting<Oid> REPOSITORY_UNIQUE_ID = setting(
            "repository.unique-id",
            "2.25.105823401563012483920467310527943161207",
            "repositoryUniqueId of our Document Repository.",
            Values::oid);
    public static final Setting<Integer> REPOSITORY_MAX_DOCUMENT = setting(
            "repository.max-document-mb", "4096", "Largest document that is taken, in megabytes.", Values::positive);
    public static final Setting<String> REPOSITORY_REGISTRY = setting(
            "repository.registry",
            "",
            "URL of the Document Registry for ITI-42. Empty: the registry of this process, without a detour over the"
                    + " network.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<Oid> RETRIEVE_LOCATION_UID = setting(
            "imaging-source.retrieve-location-uid",
            "2.25.318477910234560129384756102938475610293",
            "Retrieve Location UID (0040,E011) of our Imaging Document Source, its repositoryUniqueId in RAD-69.",
            Values::oid);
    public static final Setting<Oid> SOURCE_ID = setting(
            "imaging-source.source-id",
            "2.25.87301929384756610293847561029384756102",
            "sourceId of the submissions that publish manifests.",
            Values::oid);
    public static final Setting<Oid> DEPARTMENT_AUTHORITY = setting(
            "imaging-source.department-authority",
            "2.25.221093847561029384756102938475610293847",
            "Assigning authority of the Patient IDs in the images, where they name none.",
            Values::oid);
    public static final Setting<Duration> QUIET_PERIOD = setting(
            "imaging-source.quiet-period",
            "60 s",
            "A study to which nothing was added for so long is complete and is published.",
            Values::positiveDuration);
    public static final Setting<String> INSTITUTION = setting(
            "imaging-source.institution",
            "XDS-I gateway",
            "Author institution where the images name none.",
            Values::text);
    public static final Setting<ZoneId> TIME_ZONE = setting(
            "imaging-source.time-zone", "UTC", "Zone of the times in images that do not name theirs.", Values::zone);
    public static final Setting<String> IMAGING_REPOSITORY = setting(
            "imaging-source.repository",
            "",
            "URL of the Document Repository for RAD-68. Empty: the one of this process, by SOAP over the plain IHE"
                    + " port.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<String> IMAGING_METADATA_UPDATE = setting(
            "imaging-source.metadata-update",
            "",
            "URL of the Document Registry for ITI-57, by which manifests of studies that were rejected as a whole (IOCM) are"
                    + " withdrawn. Empty: the registry of this process, where manifests are registered in it; else such"
                    + " studies are held.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<Set<String>> IMAGING_ALLOWED_ORIGINS = setting(
            "imaging-source.allowed-origins",
            "",
            "Origins of the pages that browsers let read the answers of our Imaging Document Source's DICOMweb and WADO-URI (CORS),"
                    + " as https://host:port, …. Empty: none.",
            Values::origins);

    public static final Setting<String> CONSUMER_REGISTRY = setting(
            "consumer.registry",
            "",
            "URL of the Document Registry for ITI-18. Empty: the one of this process.",
            text -> text.isEmpty() ? text : Values.url(text).toString());
    public static final Setting<Map<Oid, URI>> CONSUMER_REPOSITORIES = setting(
            "consumer.repositories",
            "",
            "Further Document Repositories, as repositoryUniqueId=URL, …; our own is always known.",
            Values::addresses);
    public static final Setting<Map<Oid, URI>> CONSUMER_IMAGING_SOURCES = setting(
            "consumer.imaging-sources",
            "",
            "Further Imaging Document Sources, as Retrieve Location UID=base URL of their IHE interfaces, ….",
            Values::addresses);

    /** Every port on which this process may listen. */
    public static final List<Setting<Integer>> PORTS = List.of(
            PortalSettings.PORTAL_PORT,
            PortalSettings.VIEWER_PORT,
            PortalSettings.METRICS_PORT,
            IHE_PLAIN_PORT,
            IHE_TLS_PORT,
            DICOM_PORT,
            DICOM_TLS_PORT,
            MLLP_PORT,
            MLLP_TLS_PORT,
            AUDIT_PORT);

    /** In the order of the configuration file. */
    public static final List<Setting<?>> ALL = Stream.of(
                    List.<Setting<?>>of(DATA, INSECURE, ACTORS),
                    PortalSettings.ALL,
                    List.<Setting<?>>of(IHE_PLAIN_HOST, IHE_PLAIN_PORT, IHE_TLS_HOST, IHE_TLS_PORT, IHE_SPOOL),
                    LimitSettings.ALL,
                    List.<Setting<?>>of(IHE_PUBLIC_URL, TLS_KEY, TLS_CERTIFICATE, TLS_TRUSTED),
                    XuaSettings.ALL,
                    List.<Setting<?>>of(
                            DICOM_HOST,
                            DICOM_PORT,
                            DICOM_TLS_HOST,
                            DICOM_TLS_PORT,
                            DICOM_CALLERS,
                            DICOM_AE_TITLE,
                            DICOM_USER_IDENTITY,
                            MLLP_HOST,
                            MLLP_PORT,
                            MLLP_TLS_HOST,
                            MLLP_TLS_PORT,
                            DATABASE_URL,
                            DATABASE_USER,
                            DATABASE_PASSWORD,
                            AUDIT_TRANSPORT,
                            AUDIT_HOST,
                            AUDIT_PORT,
                            AUDIT_SITE,
                            HOME_COMMUNITY_ID,
                            PATIENT_AUTHORITY,
                            LANGUAGE,
                            CONSENT_DEFAULT,
                            CONSENT_POLICIES,
                            CONSENT_TREATING_ROLES,
                            CONSENT_BREAK_GLASS_ROLES,
                            CONSENT_EMERGENCY_PURPOSES,
                            CONSENT_REGISTRY),
                    CommunitySettings.ALL,
                    List.<Setting<?>>of(
                            REGISTRY_MAX_RESULTS,
                            REGISTRY_MAX_REFERENCES,
                            UNKNOWN_PATIENTS,
                            REGISTRY_CODES,
                            METADATA_UPDATE,
                            REGISTRY_ADMINISTRATORS),
                    DsubSettings.ALL,
                    List.<Setting<?>>of(
                            REPOSITORY_UNIQUE_ID,
                            REPOSITORY_MAX_DOCUMENT,
                            LimitSettings.REPOSITORY_RESERVE,
                            REPOSITORY_REGISTRY),
                    RepositorySettings.ALL,
                    RepositoryServiceSettings.ALL,
                    List.<Setting<?>>of(
                            RETRIEVE_LOCATION_UID,
                            SOURCE_ID,
                            DEPARTMENT_AUTHORITY,
                            QUIET_PERIOD,
                            INSTITUTION,
                            TIME_ZONE,
                            LimitSettings.IMAGING_MAX_INSTANCE,
                            IMAGING_REPOSITORY,
                            IMAGING_METADATA_UPDATE,
                            IMAGING_ALLOWED_ORIGINS),
                    PublicationSettings.ALL,
                    ImagingCodes.ALL,
                    ImageStorageSettings.ALL,
                    PacsKeys.ALL,
                    List.<Setting<?>>of(CONSUMER_REGISTRY, CONSUMER_REPOSITORIES, CONSUMER_IMAGING_SOURCES),
                    AssertionProviderSettings.ALL)
            .flatMap(List::stream)
            .toList();

    private Settings() {}
}
