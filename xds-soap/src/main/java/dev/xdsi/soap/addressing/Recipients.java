package dev.xdsi.soap.addressing;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where notifications, or answers, may go, as the operator listed it: the address is that of an entry, or below it. Asked when somebody
 * names an address and again before each delivery, for otherwise a stranger would choose whom this node calls.
 */
public record Recipients(List<URI> allowed) {
    private static final int LONGEST = 1024;
    /** What can be said of a path without a second way to say it: no escapes, no dot segments, no backslash. */
    private static final Pattern PLAIN_PATH =
            Pattern.compile("(/[A-Za-z0-9_~!$&'()*+,=:@-][A-Za-z0-9._~!$&'()*+,=:@-]*)*/?");

    public Recipients {
        allowed = List.copyOf(allowed);
        allowed.forEach(entry -> {
            if (!isPlain(entry)) {
                throw new IllegalArgumentException("not a plain http or https address: " + entry);
            }
        });
    }

    public boolean isEmpty() {
        return allowed.isEmpty();
    }

    public boolean allow(URI address) {
        return isPlain(address) && allowed.stream().anyMatch(entry -> isBelow(address, entry));
    }

    private static boolean isPlain(URI address) {
        return !address.isOpaque()
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawQuery() == null
                && address.getRawFragment() == null
                && address.toString().length() <= LONGEST
                && PLAIN_PATH.matcher(address.getRawPath()).matches();
    }

    private static boolean isBelow(URI address, URI entry) {
        String path = address.getRawPath();
        String prefix = entry.getRawPath().replaceAll("/$", "");
        return address.getScheme().equals(entry.getScheme())
                && address.getHost()
                        .toLowerCase(Locale.ROOT)
                        .equals(entry.getHost().toLowerCase(Locale.ROOT))
                && port(address) == port(entry)
                && (path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    private static int port(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return address.getScheme().equals("https") ? 443 : 80;
    }
}
