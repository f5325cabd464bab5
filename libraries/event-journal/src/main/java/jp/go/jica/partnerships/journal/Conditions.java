package jp.go.jica.partnerships.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What a listed aggregate must fulfil: SQL of the code's own, with every value that came from outside as a parameter. */
public record Conditions(String sql, List<Object> values) {

    public static Conditions none() {
        return new Conditions("true", List.of());
    }

    public Conditions and(String condition, Object... parameters) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(parameters));
        return new Conditions(sql + " and " + condition, List.copyOf(all));
    }

    /** The column holds one of the texts; no texts, no condition. */
    public Conditions andOneOf(String column, Collection<String> texts) {
        return texts.isEmpty() ? this : and(column + " = any(?)", (Object) texts.toArray(String[]::new));
    }

    /** The column holds one of the ids; no ids, no row. */
    public Conditions andIdIn(String column, Collection<UUID> ids) {
        return and("%s = any(%s)".formatted(column, Ids.place(ids)), Ids.value(ids));
    }

    /** The document contains one of these JSON documents ({@code @>}); none, no condition. */
    public Conditions andContainsOneOf(Collection<String> documents) {
        return documents.isEmpty() ? this : and("doc @> any(?::jsonb[])", (Object) documents.toArray(String[]::new));
    }

    /** One of the texts stands somewhere in the column, letter case apart; no text, no condition. */
    public Conditions andMentions(String column, Collection<String> texts) {
        return texts.isEmpty()
                ? this
                : and(column + " ilike any(?)", (Object) texts.stream()
                        .map(text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                        .toArray(String[]::new));
    }

    /** Sets the values as the statement's parameters, from the first on. */
    public void bind(PreparedStatement statement) throws SQLException {
        AggregateTable.bind(statement, values);
    }
}
