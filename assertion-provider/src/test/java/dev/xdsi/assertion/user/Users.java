package dev.xdsi.assertion.user;

import dev.xdsi.model.Code;
import java.util.List;

/** Users that tests know. */
public final class Users {
    public static final Code PHYSICIAN = Code.of("112247003", "2.16.840.1.113883.6.96", "Medical doctor");
    public static final Code RADIOLOGIST = Code.of("66862007", "2.16.840.1.113883.6.96", "Radiologist");
    public static final Code TREATMENT = Code.of("TREATMENT", "2.16.840.1.113883.3.18.7.1", "Treatment");
    public static final Code RESEARCH = new Code("RESEARCH", "2.16.840.1.113883.3.18.7.1", null);
    public static final Code EMERGENCY = Code.of("EMERGENCY", "2.16.840.1.113883.3.18.7.1", "Emergency");

    private Users() {}

    public static LocalUser ada() {
        return new LocalUser(
                "ada",
                new LocalUser.Person("Dr. Ada Müller & <Sons>", "St. Mary's", "urn:oid:1.2.3.4", "4711^^^&1.2.3.9&ISO"),
                List.of(PHYSICIAN, RADIOLOGIST),
                new LocalUser.Rights(List.of(EMERGENCY, TREATMENT, RESEARCH), true, true),
                true);
    }

    /** Nothing is known of him but his name. */
    public static LocalUser bob() {
        return new LocalUser(
                "bob",
                new LocalUser.Person("Bob", null, null, "0815"),
                List.of(),
                new LocalUser.Rights(List.of(TREATMENT, EMERGENCY), false, false),
                true);
    }
}
