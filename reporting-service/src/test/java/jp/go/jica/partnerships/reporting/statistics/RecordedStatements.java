package jp.go.jica.partnerships.reporting.statistics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection that notes each prepared statement that is executed, to have the very same ones executed by somebody else: by
 * {@code PREPARE} once in a session, and {@code EXECUTE} with the very values.
 */
final class RecordedStatements {

    private final Connection connection;
    private final List<Recorded> executed = new ArrayList<>();

    RecordedStatements(Connection connection) {
        this.connection = connection;
    }

    private record Recorded(String sql, List<String> types, List<String> values) {}

    Connection connection() {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? noting(statement, (String) arguments[0])
                    : result;
        });
    }

    private PreparedStatement noting(PreparedStatement statement, String sql) {
        Map<Integer, String> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                executed.add(new Recorded(sql, types(statement), List.copyOf(values.values())));
            } else if (method.getName().startsWith("set")
                    && arguments != null
                    && arguments.length > 1
                    && arguments[0] instanceof Integer place) {
                values.put(place, "'" + String.valueOf(arguments[1]).replace("'", "''") + "'");
            }
            return invoke(statement, method, arguments);
        });
    }

    private static List<String> types(PreparedStatement statement) throws SQLException {
        ParameterMetaData parameters = statement.getParameterMetaData();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= parameters.getParameterCount(); i++) {
            types.add(parameters.getParameterTypeName(i));
        }
        return types;
    }

    /** All of it as one transaction of pgbench. The variable {@code new} tells a session that has prepared nothing yet. */
    String script() {
        StringBuilder script = new StringBuilder("\\if :new\n");
        for (int i = 0; i < executed.size(); i++) {
            Recorded each = executed.get(i);
            script.append("prepare statement_%d%s as %s;\n"
                    .formatted(i, list(each.types()), numbered(each.sql()).replace('\n', ' ')));
        }
        script.append(
                "\\set new 0\n\\endif\nbegin isolation level repeatable read read only;\nset local plan_cache_mode = force_custom_plan;\n");
        for (int i = 0; i < executed.size(); i++) {
            script.append("execute statement_%d%s;\n"
                    .formatted(i, list(executed.get(i).values())));
        }
        return script.append("commit;\n").toString();
    }

    /** How PostgreSQL would execute all of it, with the very values. */
    String plans(Connection by) throws SQLException {
        StringBuilder plans = new StringBuilder();
        try (Statement statement = by.createStatement()) {
            for (String line : script().split("\n", -1)) {
                if (line.startsWith("prepare")) {
                    statement.execute(line);
                } else if (line.startsWith("execute")) {
                    try (ResultSet rows = statement.executeQuery("explain " + line)) {
                        while (rows.next()) {
                            plans.append(rows.getString(1)).append('\n');
                        }
                    }
                }
            }
            statement.execute("deallocate all");
        }
        return plans.toString();
    }

    private static String list(List<String> of) {
        return of.isEmpty() ? "" : of.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** Places of parameters as PostgreSQL writes them. */
    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        boolean quoted = false;
        int parameter = 0;
        for (int i = 0; i < sql.length(); i++) {
            char each = sql.charAt(i);
            quoted ^= each == '\'';
            if (each == '?' && !quoted) {
                numbered.append('$').append(++parameter);
            } else {
                numbered.append(each);
            }
        }
        return numbered.toString();
    }

    private interface Call {
        @Nullable
        Object of(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> call.of(method, arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
