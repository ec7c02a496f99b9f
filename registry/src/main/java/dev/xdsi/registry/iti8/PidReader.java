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
import dev.xdsi.registry.patients.PatientIdentifierList;
import dev.xdsi.registry.patients.PatientUpdate.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What PID and MRG say of a patient (HL7 v2.5 3.4.2, 3.4.9). What says {@code ""} deletes what was known, what is empty says nothing. */
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
    PatientIdentityFeedRequest read(
            PatientIdentityFeedRequest.Header header, PatientIdentifierList priorIds, String digest)
            throws RefusedMessageException {
        List<PersonName> names = checked("PID-5", this::names);
        Optional<BirthTime> birthTime = checked("PID-7", this::birthTime);
        Optional<AdministrativeSex> sex = checked("PID-8", this::sex);
        List<Address> addresses = checked("PID-11", this::addresses);
        List<String> telecoms = checked("PID-13", this::telecoms);
        Demographics given = checked(
                "PID", () -> new Demographics(names, birthTime.orElse(null), sex.orElse(null), addresses, telecoms));
        PatientIdentifierList ids = checked("PID-3", () -> ids(pid.getPatientIdentifierList()));
        return new PatientIdentityFeedRequest(header, ids, priorIds, given, deleted, digest);
    }

    /** MRG-1, the ids of the patient who is merged into another (HL7 v2.5 3.4.9). */
    static PatientIdentifierList priorIds(MRG mrg) throws RefusedMessageException {
        return checked("MRG-1", () -> ids(mrg.getPriorPatientIdentifierList()));
    }

    /** Ids whose authority has no OID name nobody outside the sender, and are left out. */
    private static PatientIdentifierList ids(CX[] list) {
        List<PatientId> ids = new ArrayList<>();
        Set<Oid> withdrawn = new HashSet<>();
        for (CX cx : list) {
            String authority = text(cx.getAssigningAuthority().getUniversalID().getValue());
            String type = text(cx.getAssigningAuthority().getUniversalIDType().getValue());
            String id = text(cx.getIDNumber().getValue());
            if (id.isEmpty() || !type.equals("ISO") || !Oid.isValid(authority)) {
                continue;
            }
            if (id.equals(DELETE)) {
                withdrawn.add(new Oid(authority));
            } else {
                ids.add(PatientId.parse(id + "^^^&" + authority + "&ISO")
                        .orElseThrow(() -> new IllegalArgumentException("an id with delimiters, or too long")));
            }
        }
        if (ids.size() + withdrawn.size() > MOST_IDS) {
            throw new IllegalArgumentException("more than " + MOST_IDS + " ids");
        }
        return new PatientIdentifierList(ids, withdrawn);
    }

    private List<PersonName> names() {
        List<PersonName> names = new ArrayList<>();
        for (XPN xpn : pid.getPatientName()) {
            String family = text(xpn.getFamilyName().getSurname().getValue());
            String given = text(xpn.getGivenName().getValue());
            String further =
                    text(xpn.getSecondAndFurtherGivenNamesOrInitialsThereof().getValue());
            if (isDeletion(Trait.NAMES, family, given, further)) {
                continue;
            }
            if (!said(family).isEmpty() || !said(given).isEmpty()) {
                names.add(new PersonName(said(family), List.of(said(given), said(further))));
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
            String city = text(xad.getCity().getValue());
            String state = text(xad.getStateOrProvince().getValue());
            String postalCode = text(xad.getZipOrPostalCode().getValue());
            String country = text(xad.getCountry().getValue());
            if (!isDeletion(Trait.ADDRESSES, street, city, state, postalCode, country)) {
                addresses.add(new Address(said(street), said(city), said(state), said(postalCode), said(country)));
            }
        }
        return addresses;
    }

    private List<String> telecoms() {
        List<String> telecoms = new ArrayList<>();
        for (XTN xtn : pid.getPhoneNumberHome()) {
            String whole = text(xtn.getTelephoneNumber().getValue());
            String parts = said(text(xtn.getAreaCityCode().getValue()))
                    + said(text(xtn.getLocalNumber().getValue()));
            String unformatted = text(xtn.getUnformattedTelephoneNumber().getValue());
            String mail = text(xtn.getEmailAddress().getValue());
            if (isDeletion(Trait.TELECOMS, whole, parts, unformatted, mail)) {
                continue;
            }
            Stream.of(whole, parts, unformatted)
                    .map(number -> number.replaceAll("[^+0-9]", ""))
                    .filter(number -> number.length() >= FEWEST_DIGITS)
                    .findFirst()
                    .ifPresent(number -> telecoms.add("tel:" + number));
            if (mail.contains("@")) {
                telecoms.add("mailto:" + mail);
            }
        }
        return telecoms;
    }

    /** Whether nothing is said but that there is nothing: beside other components, an empty one is just that. */
    private boolean isDeletion(Trait trait, String... components) {
        boolean deletion = List.of(components).contains(DELETE)
                && Stream.of(components).allMatch(component -> said(component).isEmpty());
        if (deletion) {
            deleted.add(trait);
        }
        return deletion;
    }

    private static String said(String component) {
        return component.equals(DELETE) ? "" : component;
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
