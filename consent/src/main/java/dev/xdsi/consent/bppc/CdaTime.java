package dev.xdsi.consent.bppc;

import dev.xdsi.model.Dtm;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of HL7 V3 (TS): {@code YYYY[MM[DD[hh[mm[ss[.f]]]]]][±zzzz]}; without a zone they are meant in UTC, as in XDS metadata. */
final class CdaTime {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{4}(?:[0-9]{2}){0,5})(?:\\.[0-9]{1,6})?(?:([+-])([0-9]{2})([0-9]{2}))?");

    private CdaTime() {}

    /** The first instant that it covers, to the second; null where nothing was said (a nullFlavor). */
    static @Nullable Instant parse(String value) throws UnreadableConsentException {
        if (value.isEmpty()) {
            return null;
        }
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches() || !Dtm.isValid(matcher.group(1))) {
            throw new UnreadableConsentException("an effectiveTime is no time of HL7 V3");
        }
        Instant inUtc = new Dtm(matcher.group(1)).start();
        if (matcher.group(2) == null) {
            return inUtc;
        }
        int minutes = Integer.parseInt(matcher.group(3)) * 60 + Integer.parseInt(matcher.group(4));
        return inUtc.plusSeconds((matcher.group(2).equals("+") ? -60L : 60L) * minutes);
    }

    static String format(Instant instant) {
        return Dtm.of(instant).value() + "+0000";
    }
}
