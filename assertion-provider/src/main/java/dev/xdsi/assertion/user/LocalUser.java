package dev.xdsi.assertion.user;

import dev.xdsi.model.Code;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user whom this provider knows itself, with what an assertion says of him (ITI TF-2: 3.40.4.1.2).
 *
 * @param id how the user logs in, the NameID of assertions
 * @param roles the codes of the Subject-Role option
 * @param enabled a user who is not cannot log in
 */
public record LocalUser(String id, Person person, List<Code> roles, Rights rights, boolean enabled) {
    /** Longest text of a field: an assertion is carried by every request. */
    private static final int MOST = 200;

    private static final int MOST_CODES = 32;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public LocalUser {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "a user id is 1 to 64 lower-case letters, digits, dots, hyphens and underscores: " + id);
        }
        roles = codes(roles);
    }

    /** Whether a user can have this id. Without capitals, so that no two ids differ by case alone. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** This user, allowed to log in or not. */
    public LocalUser enabled(boolean nowEnabled) {
        return new LocalUser(id, person, roles, rights, nowEnabled);
    }

    /**
     * The person behind an account.
     *
     * @param name plain text
     * @param organizationId {@code urn:oid:…} or a URL
     * @param providerIdentifier the person's number as a provider: CX with its authority, or the number alone
     */
    public record Person(
            String name,
            @Nullable String organization,
            @Nullable String organizationId,
            @Nullable String providerIdentifier) {
        private static final Pattern ORGANIZATION_ID = Pattern.compile("urn:oid:[0-9.]{1,64}|https?://\\S+");

        public Person {
            requireText("name", name);
            for (String text : new @Nullable String[] {organization, organizationId, providerIdentifier}) {
                if (text != null) {
                    requireText("organisation and provider identifier", text);
                }
            }
            if (organizationId != null
                    && !ORGANIZATION_ID.matcher(organizationId).matches()) {
                throw new IllegalArgumentException(
                        "an organisation id is urn:oid:… or an http(s) URL: " + organizationId);
            }
        }
    }

    /**
     * What a user may claim and do.
     *
     * @param purposesOfUse the purposes the user may state; the first one holds where none is stated
     * @param breakGlass whether the user may state an emergency
     * @param administrator whether the user may manage users and look into the audit trail
     */
    public record Rights(List<Code> purposesOfUse, boolean breakGlass, boolean administrator) {
        public Rights {
            purposesOfUse = codes(purposesOfUse);
        }
    }

    private static void requireText(String what, String text) {
        if (text.isBlank() || text.length() > MOST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must be 1 to " + MOST + " printable characters");
        }
    }

    private static List<Code> codes(List<Code> codes) {
        if (codes.size() > MOST_CODES) {
            throw new IllegalArgumentException("more than " + MOST_CODES + " codes");
        }
        codes.forEach(code -> {
            requireText("a code", code.code());
            requireText("a coding scheme", code.codingScheme());
            if (code.displayName() != null) {
                requireText("a display name", code.displayName().text());
            }
        });
        return List.copyOf(codes);
    }
}
