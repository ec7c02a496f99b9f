package dev.xdsi.gateway.config;

import dev.xdsi.soap.xua.XServiceProvider.Demand;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Values that are right each for itself, and wrong together. */
final class Conflicts {
    /** Whom an assertion of our own provider reaches in this process. */
    private static final List<String> WITH_IHE_INTERFACES = List.of(
            Settings.REGISTRY,
            Settings.REPOSITORY,
            Settings.IMAGING_SOURCE,
            Settings.RESPONDING_GATEWAY,
            Settings.INITIATING_GATEWAY);

    private final Configuration configuration;
    private final List<String> mistakes = new ArrayList<>();

    Conflicts(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Each with what to do. */
    List<String> mistakes() {
        mistakes.clear();
        unprotected();
        filesThatGoTogether();
        portsTakenTwice();
        cookiesWithoutTls();
        viewerInThePortalsOrigin();
        ownAssertionsRefused();
        storageInPart();
        pacsInPart();
        userOfNoPacs();
        forwardedToNobody();
        return List.copyOf(mistakes);
    }

    private void unprotected() {
        if (configuration.get(Settings.INSECURE)) {
            return;
        }
        for (Setting<String> host : List.of(
                Settings.IHE_PLAIN_HOST,
                PortalSettings.PORTAL_HOST,
                PortalSettings.VIEWER_HOST,
                Settings.DICOM_HOST,
                Settings.MLLP_HOST)) {
            if (!isLoopback(configuration.get(host))) {
                mistakes.add(host.key() + " = " + configuration.get(host)
                        + ": is not a loopback address, and patient data would cross the network unprotected."
                        + " Use the TLS port, or set insecure: true if you know the network.");
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private void filesThatGoTogether() {
        if (inPart(List.of(Settings.TLS_KEY, Settings.TLS_CERTIFICATE, Settings.TLS_TRUSTED))) {
            mistakes.add("tls.key, tls.certificate and tls.trusted go together: name all three files, or none");
        }
        if (inPart(List.of(AssertionProviderSettings.ASSERTION_KEY, AssertionProviderSettings.ASSERTION_CERTIFICATE))) {
            mistakes.add("assertion-provider.key and assertion-provider.certificate go together: name both files, or"
                    + " none, and a demonstration key signs");
        }
    }

    private boolean inPart(List<Setting<String>> files) {
        long named = files.stream()
                .filter(file -> !configuration.get(file).isEmpty())
                .count();
        return named != 0 && named != files.size();
    }

    private void portsTakenTwice() {
        Map<Integer, String> ports = new HashMap<>();
        for (Setting<Integer> port : Settings.PORTS) {
            String other = configuration.get(port) == 0 ? null : ports.put(configuration.get(port), port.key());
            if (other != null) {
                mistakes.add(port.key() + " = " + configuration.get(port) + ": is the port of " + other + " too");
            }
        }
    }

    /** We listen without TLS, a proxy ends it: that browsers use https alone is known from the settings only. */
    private void cookiesWithoutTls() {
        boolean secure = configuration.get(PortalSettings.PORTAL_SECURE);
        String wrong = secure ? "http:" : "https:";
        String why = secure
                ? ": is http, but with portal.secure: true browsers send the cookie of a log-in by https alone,"
                        + " and nobody could log in. Give the https address, or set portal.secure: false."
                : ": is https, but with portal.secure: false browsers would send the cookie of a log-in"
                        + " without TLS too. Set portal.secure: true; the proxy that ends TLS has to set nothing.";
        for (Setting<String> url : List.of(PortalSettings.PORTAL_PUBLIC_URL, PortalSettings.VIEWER_PUBLIC_URL)) {
            String address = configuration.get(url);
            if (address.toLowerCase(Locale.ROOT).startsWith(wrong)) {
                mistakes.add(url.key() + " = " + address + why);
            }
        }
    }

    /** The viewer's scripts are foreign: in an origin of their own they do not reach the portal (docs/adr/0011). */
    private void viewerInThePortalsOrigin() {
        String portal = configuration.get(PortalSettings.PORTAL_PUBLIC_URL);
        String viewer = configuration.get(PortalSettings.VIEWER_PUBLIC_URL);
        if (!portal.isEmpty() && !viewer.isEmpty() && origin(portal).equals(origin(viewer))) {
            mistakes.add(PortalSettings.VIEWER_PUBLIC_URL.key() + " = " + viewer
                    + ": is of the same origin as portal.public-url, and the viewer's scripts could use the portal."
                    + " Give the viewer a host name or a port of its own; another path is not enough.");
        }
    }

    private static String origin(String url) {
        URI address = URI.create(url);
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = address.getPort() < 0 ? usual : address.getPort();
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private void ownAssertionsRefused() {
        List<String> actors = configuration.get(Settings.ACTORS);
        if (!actors.contains(Settings.ASSERTION_PROVIDER)
                || Collections.disjoint(actors, WITH_IHE_INTERFACES)
                || !assertionsAreLookedAt()) {
            return;
        }
        Duration lifetime = configuration.get(AssertionProviderSettings.ASSERTION_LIFETIME);
        if (lifetime.compareTo(configuration.get(XuaSettings.XUA_MAX_LIFETIME)) > 0) {
            mistakes.add(
                    "assertion-provider.lifetime is longer than xua.max-lifetime: this gateway would refuse its own"
                            + " assertions. Shorten the first, or lengthen the second.");
        }
        List<String> issued = configuration.get(AssertionProviderSettings.ASSERTION_AUDIENCES).stream()
                .map(URI::toString)
                .toList();
        if (Collections.disjoint(orUs(issued), orUs(configuration.get(XuaSettings.XUA_AUDIENCES)))) {
            mistakes.add("assertion-provider.audiences and xua.audiences have nothing in common: this gateway would"
                    + " refuse its own assertions. Name one URI in both; where nothing is named, it is "
                    + configuration.get(Settings.HOME_COMMUNITY_ID).urn() + ".");
        }
    }

    private void storageInPart() {
        bucketInPart(RepositorySettings.STORAGE, RepositorySettings.BUCKET, "documents");
        bucketInPart(ImageStorageSettings.STORAGE, ImageStorageSettings.S3, "images");
        String current = configuration.get(RepositorySettings.ENCRYPTION_CURRENT);
        Set<String> keys = configuration.get(RepositorySettings.ENCRYPTION_KEYS).keySet();
        if (!keys.contains(current) && !(keys.isEmpty() && current.isEmpty())) {
            mistakes.add("repository.encryption.current = " + current + ": is none of repository.encryption.keys ("
                    + String.join(", ", keys) + "). Name the key for new documents.");
        }
    }

    private void bucketInPart(Setting<String> storage, S3Keys keys, String what) {
        boolean used = configuration.get(storage).equals(RepositorySettings.S3);
        if (used && configuration.get(keys.bucket()).isEmpty()) {
            mistakes.add(keys.bucket().key() + " is missing: with " + storage.key() + ": s3, name the bucket for "
                    + what + ".");
        }
        if (used && inPart(List.of(keys.accessKey(), keys.secretKey()))) {
            mistakes.add(
                    keys.accessKey().key() + " and " + keys.secretKey().key() + " go together: set both, or none.");
        }
    }

    private void pacsInPart() {
        boolean named = !configuration.get(PacsKeys.AE_TITLE).isEmpty();
        boolean byWeb = configuration.get(PacsKeys.FETCH).equals(PacsKeys.WADO_RS);
        if (named) {
            needed(PacsKeys.ADDRESS, PacsKeys.AE_TITLE.key() + " names a PACS");
        }
        if (named && byWeb) {
            needed(PacsKeys.DICOM_WEB, PacsKeys.FETCH.key() + " is " + PacsKeys.WADO_RS);
        }
        for (Setting<String> idle : List.of(PacsKeys.ADDRESS, PacsKeys.DICOM_WEB, PacsKeys.USER)) {
            if (!named && !configuration.get(idle).isEmpty()) {
                mistakes.add(idle.key() + " = " + configuration.get(idle) + ": does nothing without "
                        + PacsKeys.AE_TITLE.key() + ". Name the PACS there, or leave both out.");
            }
        }
    }

    private void userOfNoPacs() {
        if (inPart(List.of(PacsKeys.USER, PacsKeys.PASSCODE_FILE))) {
            mistakes.add(PacsKeys.USER.key() + " and " + PacsKeys.PASSCODE_FILE.key()
                    + " go together: name the user and the file with the passcode, or neither");
        }
        String address = configuration.get(PacsKeys.ADDRESS);
        boolean secret = configuration.get(PacsKeys.TLS)
                || address.isEmpty()
                || isLoopback(PacsKeys.address(address).getHostString());
        if (!configuration.get(PacsKeys.USER).isEmpty() && !secret) {
            mistakes.add(PacsKeys.USER.key() + " = " + configuration.get(PacsKeys.USER)
                    + ": the passcode would cross the network" + " unprotected. Set " + PacsKeys.TLS.key()
                    + ": true, or leave the user out.");
        }
    }

    private void forwardedToNobody() {
        List<String> forwarded = configuration.get(PacsKeys.FORWARD);
        String said = PacsKeys.FORWARD.key() + " = " + String.join(", ", forwarded);
        if (!forwarded.isEmpty() && configuration.get(PacsKeys.AE_TITLE).isEmpty()) {
            mistakes.add(said + ": does nothing without " + PacsKeys.AE_TITLE.key()
                    + ". Name the PACS there, or leave both out.");
        } else if (forwarded.contains(PacsKeys.COMMITMENT) && !forwarded.contains(PacsKeys.IMAGES)) {
            mistakes.add(said + ": there is nothing to commit to. Name images as well.");
        }
        String told = configuration.get(PacsKeys.AVAILABILITY_TO);
        if (!told.isEmpty() && !forwarded.contains(PacsKeys.AVAILABILITY)) {
            mistakes.add(PacsKeys.AVAILABILITY_TO.key() + " = " + told + ": does nothing without "
                    + PacsKeys.AVAILABILITY + " in " + PacsKeys.FORWARD.key() + ".");
        }
    }

    private void needed(Setting<String> setting, String where) {
        if (configuration.get(setting).isEmpty()) {
            mistakes.add(setting.key() + " is needed where " + where + ".");
        }
    }

    private boolean assertionsAreLookedAt() {
        return configuration.get(XuaSettings.XUA_TLS) != Demand.OFF
                || configuration.get(XuaSettings.XUA_PLAIN) != Demand.OFF
                || configuration.get(XuaSettings.XUA_ENDPOINTS).exceptions().values().stream()
                        .anyMatch(demand -> demand != Demand.OFF);
    }

    private List<String> orUs(List<String> audiences) {
        return audiences.isEmpty()
                ? List.of(configuration.get(Settings.HOME_COMMUNITY_ID).urn())
                : audiences;
    }
}
