package dev.xdsi.registry.store.hibernate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The way to a database, watched. */
final class Trips {
    /** At the end of a statement whose rows are fetched as they are read. */
    static final String IN_PORTIONS = " -- in portions";

    private Trips() {}

    /** @param trips what goes to the database from now on is added */
    static DataSource watched(DataSource dataSource, List<String> trips) {
        return proxy(
                DataSource.class,
                dataSource,
                "",
                trips,
                result -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, "", trips, statement -> statement)
                        : result);
    }

    private static <T> T proxy(
            Class<T> type, T target, String sql, List<String> trips, UnaryOperator<@Nullable Object> after) {
        return type.cast(Proxy.newProxyInstance(
                Trips.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.startsWith("execute")) {
                        trips.add(sql + portions(target));
                    } else if (name.equals("commit") || name.equals("rollback")) {
                        trips.add(name);
                    }
                    try {
                        Object result = after.apply(method.invoke(target, arguments));
                        return name.equals("prepareStatement") && result instanceof PreparedStatement statement
                                ? proxy(PreparedStatement.class, statement, (String) arguments[0], trips, it -> it)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** The driver fetches portions in a transaction only. */
    private static String portions(Object executed) throws SQLException {
        return executed instanceof PreparedStatement statement
                        && statement.getFetchSize() > 0
                        && !statement.getConnection().getAutoCommit()
                ? IN_PORTIONS
                : "";
    }
}
