package dev.xdsi.assertion.user.postgres;

import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.LockOut.Tally;
import dev.xdsi.assertion.user.PasswordHash;
import dev.xdsi.model.Code;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of {@code assertion.account}, in the order of the statement that fills them. */
final class AccountColumns {
    private static final int PARTS_OF_A_CODE = 3;

    private AccountColumns() {}

    static void write(Connection connection, PreparedStatement row, LocalUser user, PasswordHash password)
            throws SQLException {
        row.setString(1, user.id());
        row.setString(2, user.person().name());
        row.setString(3, user.person().organization());
        row.setString(4, user.person().organizationId());
        row.setString(5, user.person().providerIdentifier());
        row.setArray(6, codes(connection, user.roles()));
        row.setArray(7, codes(connection, user.rights().purposesOfUse()));
        row.setBoolean(8, user.rights().breakGlass());
        row.setBoolean(9, user.rights().administrator());
        row.setBoolean(10, user.enabled());
        row.setString(11, password.encoded());
    }

    static LocalUser user(ResultSet row) throws SQLException {
        return new LocalUser(
                row.getString("id"),
                new LocalUser.Person(
                        row.getString("name"),
                        row.getString("organization"),
                        row.getString("organization_id"),
                        row.getString("provider_identifier")),
                codes(row, "roles"),
                new LocalUser.Rights(
                        codes(row, "purposes_of_use"), row.getBoolean("break_glass"), row.getBoolean("administrator")),
                row.getBoolean("enabled"));
    }

    static Tally tally(ResultSet row) throws SQLException {
        return new Tally(row.getInt("attempts"), lockedUntil(row));
    }

    static @Nullable Instant lockedUntil(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("locked_until", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    /** Three texts for each code: no character of a code needs to be escaped. */
    private static Array codes(Connection connection, List<Code> codes) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Code code : codes) {
            String displayName =
                    code.displayName() == null ? "" : code.displayName().text();
            texts.addAll(List.of(code.code(), code.codingScheme(), displayName));
        }
        return connection.createArrayOf("text", texts.toArray());
    }

    private static List<Code> codes(ResultSet row, String column) throws SQLException {
        List<String> texts = Arrays.asList((String[]) row.getArray(column).getArray());
        List<Code> codes = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += PARTS_OF_A_CODE) {
            String displayName = texts.get(i + 2);
            codes.add(
                    displayName.isEmpty()
                            ? new Code(texts.get(i), texts.get(i + 1), null)
                            : Code.of(texts.get(i), texts.get(i + 1), displayName));
        }
        return codes;
    }
}
