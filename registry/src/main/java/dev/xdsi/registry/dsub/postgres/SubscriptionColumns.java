package dev.xdsi.registry.dsub.postgres;

import dev.xdsi.model.Code;
import dev.xdsi.model.PatientId;
import dev.xdsi.registry.dsub.Filter;
import dev.xdsi.registry.dsub.Subscription;
import dev.xdsi.registry.dsub.Topic;
import dev.xdsi.soap.ebrim.StoredQueryXml;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A subscription as a row, the subscriber in it as he was proven when he subscribed. */
final class SubscriptionColumns {
    private static final List<String> COLUMNS = List.of(
            "id",
            "owner",
            "topic",
            "filter",
            "patient_id",
            "recipient",
            "begins_at",
            "ends_at",
            "node_address",
            "node_user_id",
            "node_certificate",
            "user_id",
            "user_issuer",
            "user_name",
            "user_alias",
            "organization",
            "organization_id",
            "home_community_id",
            "provider",
            "roles",
            "purposes_of_use",
            "about_patient",
            "consent_documents",
            "policies");
    private static final Caller.Identity NOBODY = new Caller.Identity("", "", "", null);

    static final String INSERT = "insert into dsub.subscription (" + String.join(", ", COLUMNS) + ") values ("
            + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";

    private SubscriptionColumns() {}

    static @Nullable Object[] values(Connection connection, Subscription subscription) throws SQLException {
        Subscription.Interest interest = subscription.interest();
        Caller.Node node = subscription.subscriber().node();
        List<@Nullable Object> values = new ArrayList<>(Arrays.<@Nullable Object>asList(
                subscription.id(),
                subscription.owner(),
                interest.topic().expression(),
                StoredQueryXml.write(interest.filter().written()),
                interest.filter().patientId().map(PatientId::cx).orElse(null),
                subscription.recipient().toString(),
                Timestamp.from(subscription.term().begin()),
                Timestamp.from(subscription.term().end()),
                node.address(),
                node.userId(),
                node.certificateSubject()));
        Caller.User user = subscription.subscriber().user();
        values.addAll(user == null ? ofUser(connection, NOBODY) : ofUser(connection, user));
        return values.toArray();
    }

    private static List<@Nullable Object> ofUser(Connection connection, Caller.Identity nobody) throws SQLException {
        List<@Nullable Object> values =
                ofUser(connection, new Caller.User(nobody, Caller.Affiliation.UNKNOWN, Caller.Intent.NONE));
        values.set(0, null);
        return values;
    }

    private static List<@Nullable Object> ofUser(Connection connection, Caller.User user) throws SQLException {
        Caller.Affiliation affiliation = user.affiliation();
        Caller.Intent intent = user.intent();
        PatientId about = intent.patientId();
        return new ArrayList<>(Arrays.<@Nullable Object>asList(
                user.identity().id(),
                user.identity().issuer(),
                user.identity().name(),
                user.identity().alias(),
                affiliation.organization(),
                affiliation.organizationId(),
                affiliation.homeCommunityId(),
                affiliation.providerIdentifier(),
                Connections.texts(
                        connection,
                        affiliation.roles().stream().map(Code::coded).toList()),
                Connections.texts(
                        connection,
                        intent.purposesOfUse().stream().map(Code::coded).toList()),
                about == null ? null : about.cx(),
                Connections.texts(connection, intent.consentDocuments()),
                Connections.texts(connection, intent.policies())));
    }

    static Subscription read(ResultSet row) throws SQLException {
        return new Subscription(
                Connections.uuid(row, "id"),
                new Subscription.Interest(
                        Topic.of(row.getString("topic")).orElseThrow(),
                        new Filter(StoredQueryXml.read(row.getString("filter")))),
                URI.create(row.getString("recipient")),
                new Caller(
                        new Caller.Node(
                                row.getString("node_address"),
                                row.getString("node_user_id"),
                                row.getString("node_certificate")),
                        row.getString("user_id") == null ? null : user(row)),
                new Subscription.Term(Connections.instant(row, "begins_at"), Connections.instant(row, "ends_at")));
    }

    private static Caller.User user(ResultSet row) throws SQLException {
        return new Caller.User(
                new Caller.Identity(
                        row.getString("user_id"),
                        row.getString("user_issuer"),
                        row.getString("user_name"),
                        row.getString("user_alias")),
                new Caller.Affiliation(
                        row.getString("organization"),
                        row.getString("organization_id"),
                        row.getString("home_community_id"),
                        row.getString("provider"),
                        codes(row, "roles")),
                new Caller.Intent(
                        codes(row, "purposes_of_use"),
                        null,
                        Optional.ofNullable(row.getString("about_patient"))
                                .flatMap(PatientId::parse)
                                .orElse(null),
                        Connections.texts(row, "consent_documents"),
                        Connections.texts(row, "policies")));
    }

    private static List<Code> codes(ResultSet row, String column) throws SQLException {
        return Connections.texts(row, column).stream()
                .map(Code::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
