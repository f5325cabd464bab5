package jp.go.jica.partnerships.reporting.fold;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows to PostgreSQL as one array for each column, named as the record's components are, in snake case. It takes them apart
 * in a third of the time that JSON takes; rows that hold rows themselves cannot travel so.
 */
final class Columns<R extends Record> {

    private static final Map<Class<?>, String> TYPES = Map.of(
            UUID.class, "uuid",
            String.class, "text",
            int.class, "int4",
            long.class, "int8",
            LocalDate.class, "date",
            Instant.class, "timestamptz");

    private final List<Column> columns;

    private Columns(List<Column> columns) {
        this.columns = columns;
    }

    static <R extends Record> Columns<R> of(Class<R> row) {
        return new Columns<>(
                Arrays.stream(row.getRecordComponents()).map(Column::of).toList());
    }

    /** Their names, each behind the prefix. */
    String names(String prefix) {
        return columns.stream().map(column -> prefix + column.name).collect(Collectors.joining(", "));
    }

    /** What stands behind {@code from}: the rows, in a statement to which {@link #rows} are given at this place. */
    String as(String alias) {
        return "(select %s from unnest(%s) as plain(%s)) as %s"
                .formatted(
                        columns.stream().map(Column::read).collect(Collectors.joining(", ")),
                        columns.stream().map(Column::parameter).collect(Collectors.joining(", ")),
                        names(""),
                        alias);
    }

    Rows rows(Collection<R> rows) {
        return (statement, connection, at) -> {
            int next = at;
            for (Column column : columns) {
                statement.setArray(next++, connection.createArrayOf(column.type, column.of(rows)));
            }
            return next;
        };
    }

    /** Rows as parameters of a statement. */
    interface Rows {

        /** Sets them from this parameter on, and returns which is the next. */
        int set(PreparedStatement statement, Connection connection, int at) throws SQLException;
    }

    /** @param elements what a list holds; a list travels as PostgreSQL writes it */
    private record Column(
            RecordComponent component,
            String name,
            String type,
            @Nullable String elements) {

        static Column of(RecordComponent component) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            if (component.getGenericType() instanceof ParameterizedType list) {
                return new Column(component, name, "text", type((Class<?>) list.getActualTypeArguments()[0]));
            }
            return new Column(component, name, type(component.getType()), null);
        }

        private static String type(Class<?> of) {
            String type = TYPES.get(of);
            if (type == null) {
                throw new IllegalArgumentException("There is no array of " + of);
            }
            return type;
        }

        String parameter() {
            return "?::" + type + "[]";
        }

        String read() {
            return elements == null ? name : name + "::" + elements + "[] as " + name;
        }

        /** Of texts and numbers the driver writes arrays of their own class as they are stored, of others as text. */
        @Nullable
        Object[] of(Collection<? extends Record> rows) {
            Object[] values = switch (type) {
                case "text" -> new String[rows.size()];
                case "int4" -> new Integer[rows.size()];
                case "int8" -> new Long[rows.size()];
                default -> new Object[rows.size()];
            };
            int i = 0;
            for (Record row : rows) {
                values[i++] = of(row);
            }
            return values;
        }

        private @Nullable Object of(Record row) {
            try {
                Object value = component.getAccessor().invoke(row);
                return value instanceof List<?> list ? written(list) : value;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("A record's component cannot be read", impossible);
            }
        }

        private static String written(List<?> list) {
            return list.stream()
                    .map(element -> element == null
                            ? "NULL"
                            : '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }
}
