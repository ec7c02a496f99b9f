package dev.xdsi.gateway.config;

import static dev.xdsi.gateway.config.Setting.setting;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The keys for a PACS whose studies the Imaging Document Source shares. */
public final class PacsKeys {
    public static final String C_GET = "c-get";
    public static final String C_MOVE = "c-move";
    public static final String WADO_RS = "wado-rs";

    public static final String IMAGES = "images";
    public static final String COMMITMENT = "commitment";
    public static final String AVAILABILITY = "availability";

    private static final List<String> FORWARDED = List.of(IMAGES, COMMITMENT, "mpps", AVAILABILITY);

    public static final Setting<String> AE_TITLE = setting(
            "imaging-source.pacs.ae-title",
            "",
            "AE title of a PACS behind this gateway, whose older studies `./xdsi backfill` makes known and whose images are fetched"
                    + " when they are asked for. Empty: there is none.",
            Values.orEmpty(Values::aeTitle));

    public static final Setting<String> ADDRESS = setting(
            "imaging-source.pacs.address",
            "",
            "Where it takes associations, as host:port.",
            Values.orEmpty(PacsKeys::hostAndPort));

    public static final Setting<Boolean> TLS = setting(
            "imaging-source.pacs.tls",
            "false",
            "Whether associations with it are over TLS, with the certificate of this node.",
            Values::yesOrNo);

    public static final Setting<String> USER = setting(
            "imaging-source.pacs.user",
            "",
            "User as whom each association with it is opened, by user name and passcode (User Identity Negotiation); over TLS, or"
                    + " on this machine. Empty: it is told of no user.",
            PacsKeys::userName);

    public static final Setting<String> PASSCODE_FILE = setting(
            "imaging-source.pacs.passcode-file",
            "",
            "File with the passcode of that user, as its only line.",
            text -> text);

    public static final Setting<String> FETCH = setting(
            "imaging-source.pacs.fetch",
            C_GET,
            "How images are fetched from it: c-get; c-move, to our own DICOM port, which it must know by dicom.ae-title; wado-rs.",
            Values.oneOf(List.of(C_GET, C_MOVE, WADO_RS)));

    public static final Setting<String> DICOM_WEB = setting(
            "imaging-source.pacs.wado-rs",
            "",
            "URL of its DICOMweb resources, for wado-rs; https is with the certificate of this node.",
            text -> text.isEmpty() ? text : Values.url(text).toString());

    public static final Setting<Integer> CACHE = setting(
            "imaging-source.pacs.cache-mb",
            "10240",
            "So many megabytes of its images are kept in the data folder; those go first that were not used for longest. Of a study"
                    + " that finds no room in them as a whole, not all can be retrieved at once.",
            Values::positive);

    public static final Setting<List<String>> FORWARD = setting(
            "imaging-source.pacs.forward",
            "",
            "What goes on to it of what others send to us: " + String.join(", ", FORWARDED)
                    + ". images: those that are stored here and that it did not send itself; commitment: it must commit to their storage,"
                    + " or they are sent again; mpps: what modalities tell of performed procedure steps;"
                    + " availability: which studies are complete and can be retrieved here. Empty: nothing.",
            text -> text.isBlank() ? List.of() : Values.listOf(FORWARDED).apply(text));

    public static final Setting<Duration> COMMITMENT_WITHIN = setting(
            "imaging-source.pacs.commitment-within",
            "24 h",
            "How long it has to report on what it was asked to commit to; then it is asked again.",
            Values::positiveDuration);

    public static final Setting<String> AVAILABILITY_TO = setting(
            "imaging-source.pacs.availability-to",
            "",
            "Who is told which studies are available, as AE-TITLE@host:port, over TLS where the PACS is. Empty: the PACS itself.",
            Values.orEmpty(PacsKeys::titleAtAddress));

    /** In the order of the configuration file. */
    static final List<Setting<?>> ALL = List.of(
            AE_TITLE,
            ADDRESS,
            TLS,
            USER,
            PASSCODE_FILE,
            FETCH,
            DICOM_WEB,
            CACHE,
            FORWARD,
            COMMITMENT_WITHIN,
            AVAILABILITY_TO);

    private PacsKeys() {}

    private static String userName(String text) {
        if (text.length() > 64 || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("is not a user name of up to 64 characters");
        }
        return text;
    }

    private static String titleAtAddress(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0) {
            throw new IllegalArgumentException("is not AE-TITLE@host:port");
        }
        Values.aeTitle(text.substring(0, at));
        address(text.substring(at + 1));
        return text;
    }

    private static String hostAndPort(String text) {
        address(text);
        return text;
    }

    /** Not looked up: a name may stand for another host tomorrow. */
    public static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("is not host:port");
        }
        int port = Values.port(text.substring(colon + 1));
        if (port == 0) {
            throw new IllegalArgumentException("is not host:port");
        }
        return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
    }
}
