package dev.xdsi.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that writes down which statements are executed with which values: what a store really asks of its database. */
final class RecordedSql {
    private final List<Executed> executed = new ArrayList<>();
    private final DataSource dataSource;

    /** A statement with question marks, and what stood for them. */
    record Executed(String text, List<Object> values) {}

    RecordedSql(DataSource real) {
        dataSource = proxy(
                DataSource.class,
                real,
                (method, arguments, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** What was executed while this ran. */
    List<Executed> of(Runnable work) {
        executed.clear();
        work.run();
        return List.copyOf(executed);
    }

    private Connection connection(Connection real) {
        return proxy(
                Connection.class,
                real,
                (method, arguments, result) ->
                        result instanceof PreparedStatement statement && method.equals("prepareStatement")
                                ? statement((String) arguments[0], statement)
                                : result);
    }

    private PreparedStatement statement(String text, PreparedStatement real) {
        SortedMap<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, real, (method, arguments, result) -> {
            if (method.startsWith("set") && arguments.length > 1 && arguments[0] instanceof Integer index) {
                values.put(index, arguments[1]);
            }
            if (method.startsWith("execute")) {
                executed.add(new Executed(text, List.copyOf(values.values())));
            }
            return result;
        });
    }

    private interface Seen {
        @Nullable
        Object by(String method, Object[] arguments, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Seen seen) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                Object[] given = arguments == null ? new Object[0] : arguments;
                return seen.by(method.getName(), given, method.invoke(real, given));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
