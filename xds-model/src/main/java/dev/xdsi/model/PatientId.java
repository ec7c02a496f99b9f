package dev.xdsi.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A patient identifier in HL7 CX form {@code id^^^&OID&ISO}: components 1 and 4 only (ITI TF-3: Table 4.2.3.1.7-2, CX). */
public record PatientId(String id, Oid assigningAuthority) {
    private static final Pattern FORM = Pattern.compile("([^\\^&|~\\\\]{1,199})\\^\\^\\^&([0-9.]+)&ISO");

    public PatientId {
        if (!FORM.matcher(format(id, assigningAuthority)).matches() || hasControl(id) || id.isBlank()) {
            throw new IllegalArgumentException("not a patient id without HL7 delimiters: " + id);
        }
    }

    /** Reads the CX form; empty when it is not exactly that. */
    public static Optional<PatientId> parse(String cx) {
        Matcher matcher = FORM.matcher(cx);
        if (!matcher.matches()
                || hasControl(matcher.group(1))
                || matcher.group(1).isBlank()
                || !Oid.isValid(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new PatientId(matcher.group(1), new Oid(matcher.group(2))));
    }

    /** The CX form, {@code id^^^&OID&ISO}. */
    public String cx() {
        return format(id, assigningAuthority);
    }

    private static String format(String id, Oid assigningAuthority) {
        return id + "^^^&" + assigningAuthority.value() + "&ISO";
    }

    private static boolean hasControl(String id) {
        return id.chars().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return cx();
    }
}
