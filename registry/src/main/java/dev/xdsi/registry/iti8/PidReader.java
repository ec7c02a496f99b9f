package dev.xdsi.registry.iti8;

import ca.uhn.hl7v2.model.v25.datatype.CX;
import ca.uhn.hl7v2.model.v25.datatype.XAD;
import ca.uhn.hl7v2.model.v25.datatype.XPN;
import ca.uhn.hl7v2.model.v25.datatype.XTN;
import ca.uhn.hl7v2.model.v25.segment.MRG;
import ca.uhn.hl7v2.model.v25.segment.PID;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Address;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.registry.iti8.Acknowledgement.Condition;
import dev.xdsi.registry.iti8.Acknowledgement.Refused;
import dev.xdsi.registry.patients.PatientUpdate.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What PID and MRG say of a patient (HL7 v2.5 3.4.2, 3.4.9). A field that says {@code ""} deletes what was known, an empty one says nothing. */
final class PidReader {
    private static final String DELETE = "\"\"";
    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\X[0-9A-Fa-f]*\\\\");
    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_IDS = 50;

    private final PID pid;
    private final Set<Trait> deleted = EnumSet.noneOf(Trait.class);

    PidReader(PID pid) {
        this.pid = pid;
    }

    /** @param priorIds of MRG */
    PatientIdentityFeedRequest read(PatientIdentityFeedRequest.Header header, List<PatientId> priorIds, String digest)
            throws RefusedMessageException {
        List<PersonName> names = checked("PID-5", this::names);
        Optional<BirthTime> birthTime = checked("PID-7", this::birthTime);
        Optional<AdministrativeSex> sex = checked("PID-8", this::sex);
        List<Address> addresses = checked("PID-11", this::addresses);
        List<String> telecoms = checked("PID-13", this::telecoms);
        Demographics given = checked(
                "PID", () -> new Demographics(names, birthTime.orElse(null), sex.orElse(null), addresses, telecoms));
        List<PatientId> ids = checked("PID-3", () -> ids(pid.getPatientIdentifierList()));
        return new PatientIdentityFeedRequest(header, ids, priorIds, given, deleted, digest);
    }

    /** MRG-1, the ids of the patient who is merged into another (HL7 v2.5 3.4.9). */
    static List<PatientId> priorIds(MRG mrg) throws RefusedMessageException {
        return checked("MRG-1", () -> ids(mrg.getPriorPatientIdentifierList()));
    }

    /** Ids whose authority has no OID name nobody outside the sender, and are left out. */
    private static List<PatientId> ids(CX[] list) {
        List<PatientId> ids = new ArrayList<>();
        for (CX cx : list) {
            String authority = text(cx.getAssigningAuthority().getUniversalID().getValue());
            String type = text(cx.getAssigningAuthority().getUniversalIDType().getValue());
            String id = text(cx.getIDNumber().getValue());
            if (!id.isEmpty() && type.equals("ISO") && Oid.isValid(authority)) {
                ids.add(PatientId.parse(id + "^^^&" + authority + "&ISO")
                        .orElseThrow(() -> new IllegalArgumentException("an id with delimiters, or too long")));
            }
        }
        if (ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("more than " + MOST_IDS + " ids");
        }
        return ids;
    }

    private List<PersonName> names() {
        List<PersonName> names = new ArrayList<>();
        for (XPN xpn : pid.getPatientName()) {
            String family = text(xpn.getFamilyName().getSurname().getValue());
            String given = text(xpn.getGivenName().getValue());
            String further =
                    text(xpn.getSecondAndFurtherGivenNamesOrInitialsThereof().getValue());
            if (isDeletion(Trait.NAMES, family)) {
                continue;
            }
            if (!family.isEmpty() || !given.isEmpty()) {
                names.add(new PersonName(family, List.of(given, further)));
            }
        }
        return names;
    }

    private Optional<BirthTime> birthTime() {
        String value = text(pid.getDateTimeOfBirth().getTime().getValue());
        if (value.isEmpty() || isDeletion(Trait.BIRTH_TIME, value)) {
            return Optional.empty();
        }
        return Optional.of(BirthTime.parse(value)
                .orElseThrow(() -> new IllegalArgumentException("not a date or time as YYYY[MM[DD...]]")));
    }

    private Optional<AdministrativeSex> sex() {
        String value = text(pid.getAdministrativeSex().getValue());
        if (value.equals("U") || isDeletion(Trait.SEX, value)) {
            deleted.add(Trait.SEX);
            return Optional.empty();
        }
        return AdministrativeSex.of(value);
    }

    private List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        for (XAD xad : pid.getPatientAddress()) {
            String street =
                    text(xad.getStreetAddress().getStreetOrMailingAddress().getValue());
            if (!isDeletion(Trait.ADDRESSES, street)) {
                addresses.add(new Address(
                        street,
                        text(xad.getCity().getValue()),
                        text(xad.getStateOrProvince().getValue()),
                        text(xad.getZipOrPostalCode().getValue()),
                        text(xad.getCountry().getValue())));
            }
        }
        return addresses;
    }

    private List<String> telecoms() {
        List<String> telecoms = new ArrayList<>();
        for (XTN xtn : pid.getPhoneNumberHome()) {
            String whole = text(xtn.getTelephoneNumber().getValue());
            if (isDeletion(Trait.TELECOMS, whole)) {
                continue;
            }
            String parts = text(xtn.getAreaCityCode().getValue())
                    + text(xtn.getLocalNumber().getValue());
            Stream.of(whole, parts, text(xtn.getUnformattedTelephoneNumber().getValue()))
                    .map(number -> number.replaceAll("[^+0-9]", ""))
                    .filter(number -> number.length() >= FEWEST_DIGITS)
                    .findFirst()
                    .ifPresent(number -> telecoms.add("tel:" + number));
            String mail = text(xtn.getEmailAddress().getValue());
            if (mail.contains("@")) {
                telecoms.add("mailto:" + mail);
            }
        }
        return telecoms;
    }

    private boolean isDeletion(Trait trait, String value) {
        if (value.equals(DELETE)) {
            deleted.add(trait);
        }
        return value.equals(DELETE);
    }

    /** Escapes of delimiters are undone by now; hexadecimal ones write what no text about a person holds. */
    private static String text(@Nullable String value) {
        if (value != null && HEXADECIMAL.matcher(value).find()) {
            throw new IllegalArgumentException("a hexadecimal escape");
        }
        return value == null ? "" : value;
    }

    private interface Part<T> {
        T read();
    }

    /** The model's types refuse what they do not hold; their words name no patient. */
    private static <T> T checked(String field, Part<T> part) throws RefusedMessageException {
        try {
            return part.read();
        } catch (IllegalArgumentException wrong) {
            throw new RefusedMessageException(
                    Refused.error(Condition.DATA_TYPE_ERROR, field, field + ": " + wrong.getMessage()));
        }
    }
}
