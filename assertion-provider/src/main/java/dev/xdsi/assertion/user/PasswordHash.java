package dev.xdsi.assertion.user;

/** A password as it is kept: an Argon2id hash with its salt and parameters, in the PHC string format. It never prints itself. */
public record PasswordHash(String encoded) {
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
