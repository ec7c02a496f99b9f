package dev.xdsi.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xdsi.imaging.manifest.IssuerNames;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.imaging.rad68.AffinityDomainCodes;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    @TempDir
    Path folder;

    @Test
    void everyInitialValueIsValid() throws Exception {
        Configuration configuration = new ConfigurationReader(Map.of()).read(null);

        assertThat(configuration.get(PortalSettings.PORTAL_PORT)).isEqualTo(8080);
        assertThat(configuration.get(Settings.QUIET_PERIOD)).isEqualTo(Duration.ofSeconds(60));
        assertThat(configuration.get(Settings.ACTORS)).hasSize(8);
        Settings.ALL.forEach(
                setting -> assertThat((Object) configuration.get(setting)).isNotNull());
    }

    @Test
    void theEnvironmentOverridesTheFile() throws Exception {
        Path file = file("portal:\n  port: 9000\nihe:\n  plain:\n    port: 9001\n");

        Configuration configuration = new ConfigurationReader(Map.of("XDSI_PORTAL_PORT", "9999")).read(file);

        assertThat(configuration.get(PortalSettings.PORTAL_PORT)).isEqualTo(9999);
        assertThat(configuration.get(Settings.IHE_PLAIN_PORT)).isEqualTo(9001);
    }

    @Test
    void listsMayBeWrittenEitherWay() throws Exception {
        assertThat(new ConfigurationReader(Map.of())
                        .read(file("actors: [registry, repository]\n"))
                        .get(Settings.ACTORS))
                .containsExactly("registry", "repository");
        assertThat(new ConfigurationReader(Map.of("XDSI_ACTORS", "registry"))
                        .read(null)
                        .get(Settings.ACTORS))
                .containsExactly("registry");
    }

    @Test
    void reportsAreDocumentsOnlyWhereSomebodySaysWhich() throws Exception {
        assertThat(new ConfigurationReader(Map.of()).read(null).get(PublicationSettings.REPORTS))
                .isEmpty();
        assertThat(new ConfigurationReader(Map.of())
                        .read(file("imaging-source:\n  reports: [pdf, sr]\n"))
                        .get(PublicationSettings.REPORTS))
                .containsExactlyInAnyOrder(ReportKind.PDF, ReportKind.SR);
        assertThat(mistakes(file("imaging-source:\n  reports: pdf, text\n"), Map.of()))
                .singleElement()
                .asString()
                .contains("imaging-source.reports", "none of pdf, cda, sr");
    }

    @Test
    void usersOfAssociationsAreAcceptedUnlessSomebodySaysOtherwise() throws Exception {
        assertThat(new ConfigurationReader(Map.of()).read(null).get(Settings.DICOM_USER_IDENTITY))
                .isEqualTo(UserDemand.ACCEPTED);
        assertThat(new ConfigurationReader(Map.of("XDSI_DICOM_USER_IDENTITY", "required"))
                        .read(null)
                        .get(Settings.DICOM_USER_IDENTITY))
                .isEqualTo(UserDemand.REQUIRED);
        assertThat(mistakes(file("dicom:\n  user-identity: OFF\n"), Map.of()))
                .singleElement()
                .asString()
                .contains("dicom.user-identity", "none of off, accepted, required");
    }

    @Test
    void allMistakesAreReportedTogether() throws Exception {
        Path file = file("portal:\n  prot: 1\n  port: none\nimaging-source:\n  quiet-period: soon\n");

        assertThat(mistakes(file, Map.of("XDSI_DICOM_AE_TITEL", "X")))
                .containsExactly(
                        "portal.prot in " + file + ": there is no such key; did you mean portal.port?",
                        "XDSI_DICOM_AE_TITEL in the environment: there is no such key; did you mean"
                                + " XDSI_DICOM_AE_TITLE?",
                        "portal.port = none: is not a whole number",
                        "imaging-source.quiet-period = soon: is not a duration such as 500 ms, 5 s, 10 min or 2 h");
    }

    @Test
    void codesOfTheDomainHaveNames() throws Exception {
        Configuration configuration = new ConfigurationReader(Map.of(
                        "XDSI_IMAGING_SOURCE_CODES_CLASS", "img^Imaging^1.2.3",
                        "XDSI_IMAGING_SOURCE_CODES_TYPE_FROM_PROCEDURE", "true",
                        "XDSI_IMAGING_SOURCE_ACCESSION_AUTHORITY", "1.2.4"))
                .read(null);

        AffinityDomainCodes common = AffinityDomainCodes.common();
        assertThat(ImagingCodes.of(configuration))
                .isEqualTo(new AffinityDomainCodes(
                        Code.of("img", "1.2.3", "Imaging"),
                        common.typeCode(),
                        true,
                        common.practiceSettingCode(),
                        common.healthcareFacilityTypeCode(),
                        common.confidentialityCode(),
                        common.contentTypeCode(),
                        "en"));
        assertThat(ImagingCodes.accessionNumbers(configuration)).isEqualTo(new Oid("1.2.4"));
        assertThat(ImagingCodes.accessionNumbers(new ConfigurationReader(Map.of()).read(null)))
                .isEqualTo(new Oid(Settings.DEPARTMENT_AUTHORITY.initial()));
        for (String wrong : List.of("img", "img^^1.2.3", "img^Imaging", "img^Imaging^1.2.3^x")) {
            assertThat(mistakes(null, Map.of("XDSI_IMAGING_SOURCE_CODES_TYPE", wrong)))
                    .singleElement()
                    .asString()
                    .contains("imaging-source.codes.type", "code^display name^codingScheme");
        }
    }

    @Test
    void issuersOfPatientIdsAreNamed() throws Exception {
        assertThat(new ConfigurationReader(Map.of("XDSI_IMAGING_SOURCE_PATIENT_ID_ISSUERS", "KIS, RIS 2, SOUTH=1.2.3"))
                        .read(null)
                        .get(PublicationSettings.ISSUERS))
                .isEqualTo(new IssuerNames(Set.of("KIS", "RIS 2"), Map.of("SOUTH", new Oid("1.2.3")), false));
        assertThat(new ConfigurationReader(Map.of("XDSI_IMAGING_SOURCE_PATIENT_ID_ISSUERS", "any"))
                        .read(null)
                        .get(PublicationSettings.ISSUERS))
                .isEqualTo(IssuerNames.ANY);
        for (String wrong : List.of("SOUTH=1.2.x", "=1.2.3")) {
            assertThat(mistakes(null, Map.of("XDSI_IMAGING_SOURCE_PATIENT_ID_ISSUERS", wrong)))
                    .singleElement()
                    .asString()
                    .contains("imaging-source.patient-id-issuers");
        }
    }

    @Test
    void originsAreAsBrowsersWriteThem() throws Exception {
        Path file = file("imaging-source:\n  allowed-origins: https://viewer.example/path\n");

        assertThat(mistakes(file, Map.of())).singleElement().asString().contains("imaging-source.allowed-origins");
        assertThat(new ConfigurationReader(Map.of(
                                "XDSI_IMAGING_SOURCE_ALLOWED_ORIGINS",
                                "https://viewer.example:8443, http://[::1]:3000"))
                        .read(null)
                        .get(Settings.IMAGING_ALLOWED_ORIGINS))
                .containsExactlyInAnyOrder("https://viewer.example:8443", "http://[::1]:3000");
    }

    @ParameterizedTest
    @CsvSource({
        "XDSI_IHE_PLAIN_HOST,0.0.0.0",
        "XDSI_IHE_PLAIN_HOST,192.0.2.1",
        "XDSI_PORTAL_HOST,0.0.0.0",
        "XDSI_VIEWER_HOST,0.0.0.0",
        "XDSI_DICOM_HOST,0.0.0.0"
    })
    void plainInterfacesStayOnLoopbackUnlessItIsSaidAloud(String variable, String host) throws Exception {
        assertThat(mistakes(null, Map.of(variable, host)))
                .singleElement()
                .asString()
                .contains("is not a loopback address")
                .contains("insecure: true");
        assertThat(new ConfigurationReader(Map.of(variable, host, "XDSI_INSECURE", "true"))
                        .read(null)
                        .get(Settings.INSECURE))
                .isTrue();
    }

    @Test
    void twoListenersCannotShareAPort() {
        assertThat(mistakes(null, Map.of("XDSI_PORTAL_PORT", "8081")))
                .containsExactly("ihe.plain.port = 8081: is the port of portal.port too");
    }

    @ParameterizedTest
    @CsvSource({"PORTAL,portal", "VIEWER,viewer"})
    void whatIsReachedByHttpsHasCookiesForHttpsAlone(String variable, String key) throws Exception {
        String url = "XDSI_" + variable + "_PUBLIC_URL";
        assertThat(mistakes(null, Map.of(url, "https://images.example")))
                .singleElement()
                .asString()
                .contains(key + ".public-url = https://images.example: ", "Set portal.secure: true");
        assertValid(Map.of(url, "https://images.example", "XDSI_PORTAL_SECURE", "true"));
        assertValid(Map.of(url, "http://images.example"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://images.example, https://images.example/viewer, true",
        "https://images.example, https://IMAGES.example:443/, true",
        "https://images.example, https://images.example:8443, false",
        "https://images.example, https://viewer.example, false"
    })
    void theViewerIsNotInThePortalsOrigin(String portal, String viewer, boolean one) throws Exception {
        Map<String, String> environment = Map.of(
                "XDSI_PORTAL_PUBLIC_URL", portal, "XDSI_VIEWER_PUBLIC_URL", viewer, "XDSI_PORTAL_SECURE", "true");
        if (one) {
            assertThat(mistakes(null, environment))
                    .singleElement()
                    .asString()
                    .contains("viewer.public-url = " + viewer, "same origin", "a port of its own");
        } else {
            assertValid(environment);
        }
    }

    @ParameterizedTest
    @CsvSource({"PORTAL,portal", "VIEWER,viewer"})
    void cookiesForHttpsAloneComeBackByHttpsAlone(String variable, String key) {
        assertThat(mistakes(
                        null,
                        Map.of(
                                "XDSI_" + variable + "_PUBLIC_URL",
                                "http://images.example",
                                "XDSI_PORTAL_SECURE",
                                "true")))
                .singleElement()
                .asString()
                .contains(key + ".public-url = http://images.example: is http", "or set portal.secure: false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REPOSITORY_STORAGE=s3|repository.s3.bucket is missing",
                "REPOSITORY_STORAGE=s3 REPOSITORY_S3_BUCKET=b REPOSITORY_S3_ACCESS_KEY=x|repository.s3.secret-key go together",
                "IMAGING_SOURCE_STORAGE=s3|imaging-source.s3.bucket is missing: with imaging-source.storage: s3, name the bucket for images",
                "IMAGING_SOURCE_STORAGE=s3 IMAGING_SOURCE_S3_BUCKET=b IMAGING_SOURCE_S3_SECRET_KEY=x|imaging-source.s3.secret-key go together",
                "REPOSITORY_ENCRYPTION_KEYS=a=env:A REPOSITORY_ENCRYPTION_CURRENT=b|repository.encryption.current = b: is none",
                "REPOSITORY_ENCRYPTION_KEYS=a=env:A|repository.encryption.current = : is none of repository.encryption.keys (a)",
                "REPOSITORY_ENCRYPTION_CURRENT=b|repository.encryption.current = b: is none",
                "IMAGING_SOURCE_PACS_ADDRESS=p:104|does nothing without imaging-source.pacs.ae-title",
                "IMAGING_SOURCE_PACS_WADO_RS=http://p/|does nothing without imaging-source.pacs.ae-title",
                "IMAGING_SOURCE_PACS_FORWARD=images|does nothing without imaging-source.pacs.ae-title",
                "IMAGING_SOURCE_PACS_AE_TITLE=P IMAGING_SOURCE_PACS_ADDRESS=p:104 IMAGING_SOURCE_PACS_FORWARD=commitment"
                        + "|there is nothing to commit to",
                "IMAGING_SOURCE_PACS_AVAILABILITY_TO=R@r:104|does nothing without availability in imaging-source.pacs.forward",
                "IMAGING_SOURCE_PACS_AE_TITLE=P|imaging-source.pacs.address is needed",
                "IMAGING_SOURCE_PACS_USER=u IMAGING_SOURCE_PACS_PASSCODE_FILE=f|imaging-source.pacs.user = u: does nothing without imaging-source.pacs.ae-title",
                "IMAGING_SOURCE_PACS_AE_TITLE=P IMAGING_SOURCE_PACS_ADDRESS=localhost:104 IMAGING_SOURCE_PACS_USER=u"
                        + "|imaging-source.pacs.passcode-file go together",
                "IMAGING_SOURCE_PACS_AE_TITLE=P IMAGING_SOURCE_PACS_ADDRESS=127.0.0.1:104 IMAGING_SOURCE_PACS_PASSCODE_FILE=f"
                        + "|imaging-source.pacs.passcode-file go together",
                "IMAGING_SOURCE_PACS_AE_TITLE=P IMAGING_SOURCE_PACS_ADDRESS=192.0.2.1:104 IMAGING_SOURCE_PACS_USER=u"
                        + " IMAGING_SOURCE_PACS_PASSCODE_FILE=f|imaging-source.pacs.user = u: the passcode would cross the network unprotected",
                "IMAGING_SOURCE_PACS_AE_TITLE=P IMAGING_SOURCE_PACS_ADDRESS=p:104 IMAGING_SOURCE_PACS_FETCH=wado-rs"
                        + "|imaging-source.pacs.wado-rs is needed"
            })
    void whatGoesTogetherIsThereTogether(String settings, String message) {
        Map<String, String> environment = Arrays.stream(settings.split(" "))
                .collect(Collectors.toMap(
                        setting -> "XDSI_" + setting.substring(0, setting.indexOf('=')),
                        setting -> setting.substring(setting.indexOf('=') + 1)));

        assertThat(mistakes(null, environment)).singleElement().asString().contains(message);
    }

    @Test
    void theSignersKeyAndCertificateGoTogether() throws Exception {
        Map<String, String> key = Map.of("XDSI_ASSERTION_PROVIDER_KEY", "k.pem");
        Map<String, String> certificate = Map.of("XDSI_ASSERTION_PROVIDER_CERTIFICATE", "c.pem");
        for (Map<String, String> half : List.of(key, certificate)) {
            assertThat(mistakes(null, half)).singleElement().asString().contains("go together", "name both files");
        }
        assertValid(Map.of("XDSI_ASSERTION_PROVIDER_KEY", "k.pem", "XDSI_ASSERTION_PROVIDER_CERTIFICATE", "c.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XDSI_ASSERTION_PROVIDER_LIFETIME|5 h|assertion-provider.lifetime is longer than xua.max-lifetime",
                "XDSI_XUA_MAX_LIFETIME|14 min|assertion-provider.lifetime is longer than xua.max-lifetime",
                "XDSI_ASSERTION_PROVIDER_AUDIENCES|urn:oid:1.2.3|have nothing in common",
                "XDSI_XUA_AUDIENCES|urn:oid:1.2.3|have nothing in common"
            })
    void aGatewayBelievesItsOwnAssertions(String variable, String text, String message) throws Exception {
        assertThat(mistakes(null, Map.of(variable, text)))
                .singleElement()
                .asString()
                .contains(message)
                .contains("this gateway would refuse its own assertions");
        assertValid(Map.of(variable, text, "XDSI_ACTORS", "registry, repository"));
        assertValid(Map.of(variable, text, "XDSI_ACTORS", "assertion-provider"));
        assertValid(Map.of(variable, text, "XDSI_XUA_TLS", "off", "XDSI_XUA_PLAIN", "off"));
    }

    @Test
    void oneAudienceInCommonIsEnough() throws Exception {
        assertValid(Map.of(
                "XDSI_ASSERTION_PROVIDER_AUDIENCES", "urn:oid:1.2.3, https://federation.example",
                "XDSI_XUA_AUDIENCES", "urn:oid:4.5.6, https://federation.example"));
        assertValid(Map.of("XDSI_ASSERTION_PROVIDER_LIFETIME", "4 h"));
    }

    private static void assertValid(Map<String, String> environment) throws Exception {
        assertThat(new ConfigurationReader(environment).read(null)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "XDSI_REPOSITORY_UNIQUE_ID|x|is not an OID",
                "XDSI_CONSUMER_REGISTRY|ftp://x/|is not an http or https URL",
                "XDSI_CONSUMER_REPOSITORIES|1.2.3|is not a list of OID=URL",
                "XDSI_ACTORS|registry, pacs|is none of",
                "XDSI_IHE_TLS_PORT|70000|is not a port",
                "XDSI_INSECURE|yes|is neither true nor false",
                "XDSI_REPOSITORY_ORPHANS_AFTER|59 min|is less than 1 h",
                "XDSI_PORTAL_SESSION_IDLE|0 s|leaves no time",
                "XDSI_PORTAL_SESSION_LENGTH|0 h|leaves no time",
                "XDSI_XUA_MAX_LIFETIME|0 s|leaves no time",
                "XDSI_IMAGING_SOURCE_QUIET_PERIOD|0 s|leaves no time",
                "XDSI_COMMUNITIES_TIME_BUDGET|0 s|leaves no time",
                "XDSI_COMMUNITIES_MAX_RESULTS|0|must be at least 1",
                "XDSI_PATIENT_DISCOVERY_TIME_OUT|0 ms|leaves no time",
                "XDSI_DSUB_DURATION|0 h|leaves no time",
                "XDSI_DSUB_LONGEST_DURATION|0 h|leaves no time",
                "XDSI_DSUB_GIVE_UP_AFTER|0 h|leaves no time",
                "XDSI_ASSERTION_PROVIDER_LOCK_DURATION|0 min|leaves no time",
                "XDSI_ASSERTION_PROVIDER_LIFETIME|9 s|is less than 10 s",
                "XDSI_REGISTRY_MAX_RESULTS|0|must be at least 1",
                "XDSI_REGISTRY_MAX_REFERENCES|0|must be at least 1",
                "XDSI_REPOSITORY_MAX_DOCUMENT_MB|0|must be at least 1",
                "XDSI_CONSUMER_REGISTRY|http://x:70000/|has a port that is none",
                "XDSI_DICOM_AE_TITLE|ABCDEFGHIJKLMNOPQ|is not an AE title",
                "XDSI_IMAGING_SOURCE_PACS_ADDRESS|pacs.example|is not host:port",
                "XDSI_IMAGING_SOURCE_PACS_ADDRESS|pacs.example:0|is not host:port",
                "XDSI_IMAGING_SOURCE_PACS_USER|a\tb|is not a user name of up to 64 characters",
                "XDSI_IMAGING_SOURCE_PACS_FETCH|c-store|is none of",
                "XDSI_IMAGING_SOURCE_PACS_CACHE_MB|0|must be at least 1",
                "XDSI_IMAGING_SOURCE_PACS_FORWARD|image|is none of images",
                "XDSI_IMAGING_SOURCE_PACS_AVAILABILITY_TO|r:104|is not AE-TITLE@host:port",
                "XDSI_IMAGING_SOURCE_PACS_COMMITMENT_WITHIN|0 h|leaves no time",
                "XDSI_IMAGING_SOURCE_PACS_WADO_RS|pacs.example|is not an http or https URL",
                "XDSI_IMAGING_SOURCE_TIME_ZONE|Mars|is not a time zone"
            })
    void wrongValuesSayWhatIsExpected(String variable, String text, String message) {
        assertThat(mistakes(null, Map.of(variable, text)))
                .singleElement()
                .asString()
                .contains(" = " + text + ": ")
                .contains(message);
    }

    @Test
    void aFileThatIsNoYamlOrNotThereIsAMistake() throws Exception {
        assertThat(mistakes(file("a: [b"), Map.of())).singleElement().asString().contains("is not YAML");
        assertThat(mistakes(folder.resolve("none.yaml"), Map.of()))
                .containsExactly(folder.resolve("none.yaml") + ": there is no such file");
        Path latin = Files.write(folder.resolve("latin.yaml"), "data: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mistakes(latin, Map.of())).singleElement().asString().contains("is not written in UTF-8");
        assertThat(mistakes(folder, Map.of())).singleElement().asString().contains("cannot be read");
    }

    @Test
    void theTemplateIsAValidFileWithEveryInitialValue() throws Exception {
        Configuration configuration = new ConfigurationReader(Map.of()).read(file(ConfigurationTemplate.render()));

        for (Setting<?> setting : Settings.ALL) {
            assertThat((Object) configuration.get(setting))
                    .as(setting.key())
                    .isEqualTo(setting.read().apply(setting.initial()));
        }
    }

    @Test
    void theShippedFileIsTheTemplate() throws IOException {
        Path shipped = Path.of(System.getProperty("xdsi.root", "..")).resolve("xdsi.yaml");
        assertThat(shipped).hasContent(ConfigurationTemplate.render());
    }

    private static List<String> mistakes(@Nullable Path file, Map<String, String> environment) {
        return catchThrowableOfType(ConfigurationException.class, () -> new ConfigurationReader(environment).read(file))
                .mistakes();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("xdsi.yaml"), yaml);
    }
}
