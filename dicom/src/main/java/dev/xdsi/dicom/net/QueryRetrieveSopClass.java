package dev.xdsi.dicom.net;

import dev.xdsi.dicom.net.dimse.CommandField;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The SOP classes of the Query/Retrieve Service Class, PS3.4 C.6: an information model and what is done by it. */
public enum QueryRetrieveSopClass {
    PATIENT_ROOT_FIND("1.2.840.10008.5.1.4.1.2.1.1", CommandField.C_FIND),
    PATIENT_ROOT_MOVE("1.2.840.10008.5.1.4.1.2.1.2", CommandField.C_MOVE),
    PATIENT_ROOT_GET("1.2.840.10008.5.1.4.1.2.1.3", CommandField.C_GET),
    STUDY_ROOT_FIND("1.2.840.10008.5.1.4.1.2.2.1", CommandField.C_FIND),
    STUDY_ROOT_MOVE("1.2.840.10008.5.1.4.1.2.2.2", CommandField.C_MOVE),
    STUDY_ROOT_GET("1.2.840.10008.5.1.4.1.2.2.3", CommandField.C_GET);

    private final String uid;
    private final CommandField command;

    QueryRetrieveSopClass(String uid, CommandField command) {
        this.uid = uid;
        this.command = command;
    }

    public static Optional<QueryRetrieveSopClass> of(String uid) {
        return Arrays.stream(values()).filter(known -> known.uid.equals(uid)).findFirst();
    }

    /** Those by which something is done, the one that is used first in front: Study Root, which knows of no patient above a study. */
    static List<QueryRetrieveSopClass> by(CommandField command) {
        return Arrays.stream(values())
                .filter(known -> known.command == command)
                .sorted(Comparator.comparing(QueryRetrieveSopClass::isPatientRoot))
                .toList();
    }

    static Set<String> all() {
        return Arrays.stream(values()).map(QueryRetrieveSopClass::uid).collect(Collectors.toUnmodifiableSet());
    }

    public String uid() {
        return uid;
    }

    public CommandField command() {
        return command;
    }

    /** Whether the patient is the topmost level; else the study, with the patient's attributes at it (PS3.4 C.6.2). */
    public boolean isPatientRoot() {
        return this == PATIENT_ROOT_FIND || this == PATIENT_ROOT_MOVE || this == PATIENT_ROOT_GET;
    }
}
