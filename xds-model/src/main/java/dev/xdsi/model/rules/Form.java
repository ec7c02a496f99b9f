package dev.xdsi.model.rules;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Hash;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.ReferenceId;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The data types of metadata values (ITI TF-3: Table 4.2.3.1.7-2): what a value must look like, and how to say so. */
enum Form {
    TEXT("a text of at most 256 characters", value -> value.length() <= 256),
    CODE("a code of at most 256 characters", value -> !value.isEmpty() && value.length() <= 256),
    CX("a patient id id^^^&OID&ISO", value -> PatientId.parse(value).isPresent()),
    CX_LENIENT("an id with an assigning authority, id^^^&OID&ISO", Form::isCx),
    CXI("a reference id id^^^&OID&ISO^type", value -> ReferenceId.parse(value).isPresent()),
    DTM("a time in UTC, YYYY[MM[DD[hh[mm[ss]]]]]", Dtm::isValid),
    DTM_SECONDS("a time in UTC to the second, YYYYMMDDhhmmss", value -> value.length() == 14 && Dtm.isValid(value)),
    HASH("a SHA-1 of 40 hex digits", Hash::isValid),
    HOME("urn:oid: and an OID, at most 64 characters", Form::isHome),
    LANGUAGE("a language tag of RFC 5646", Form::isLanguage),
    MIME_TYPE("a media type", Form::isMimeType),
    OBJECT_TYPE(
            "the type of a stable or an on-demand DocumentEntry",
            value -> DocumentEntryType.ofUrn(value).isPresent()),
    OID("an OID of at most 64 characters", Oid::isValid),
    SIZE("a number of bytes", Form::isSize),
    SOURCE_PATIENT_INFO("PID-<field>|<value>", Form::isSourcePatientInfo),
    STATUS("an availabilityStatus", value -> AvailabilityStatus.ofUrn(value).isPresent()),
    SUBMISSION_SET_STATUS("Original or Reference", value -> value.equals("Original") || value.equals("Reference")),
    ASSOCIATION_TYPE(
            "an association type that XDS defines",
            value -> AssociationType.ofUrn(value).isPresent()),
    UNIQUE_ID("an OID, or OID^extension of at most 16 characters", Form::isUniqueId),
    UUID("an entryUUID urn:uuid:…", EntryUuid::isValid);

    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~&&[^/]]{1,127}/[ -~&&[^/]]{1,127}(/[ -~]*)?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PID = Pattern.compile("PID-[0-9]{1,2}\\|.*");
    private static final Pattern ASSIGNED = Pattern.compile("[^^]+\\^\\^\\^[^^]*&[0-9.]+&ISO(\\^.*)?");

    private final String description;
    private final Predicate<String> matches;

    Form(String description, Predicate<String> matches) {
        this.description = description;
        this.matches = matches;
    }

    String description() {
        return description;
    }

    boolean matches(String value) {
        return matches.test(value);
    }

    private static boolean isCx(String value) {
        return ASSIGNED.matcher(value).matches();
    }

    private static boolean isHome(String value) {
        return value.length() <= 64 && value.startsWith("urn:oid:") && Oid.isValid(value.substring(8));
    }

    private static boolean isLanguage(String value) {
        return LANGUAGE_TAG.matcher(value).matches();
    }

    private static boolean isMimeType(String value) {
        return MEDIA_TYPE.matcher(value).matches();
    }

    private static boolean isSize(String value) {
        return DECIMAL.matcher(value).matches();
    }

    private static boolean isSourcePatientInfo(String value) {
        return value.length() <= 256 && PID.matcher(value).matches();
    }

    private static boolean isUniqueId(String value) {
        int caret = value.indexOf('^');
        if (caret < 0) {
            return Oid.isValid(value);
        }
        String extension = value.substring(caret + 1);
        return Oid.isValid(value.substring(0, caret))
                && !extension.isEmpty()
                && extension.length() <= 16
                && extension.indexOf('^') < 0;
    }
}
