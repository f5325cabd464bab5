package jp.go.jica.partnerships.reporting.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.statement.ParsedSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTest {

    @Test
    void parametersStandWhereTheirNamesStood() {
        ParsedSql parsed = NamedParameters.parsed("select :one + :two_2, :one from t where a = :b_c");
        assertThat(parsed.getSql()).isEqualTo("select ? + ?, ? from t where a = ?");
        assertThat(parsed.getParameters().getParameterNames()).containsExactly("one", "two_2", "one", "b_c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'a :b', 'it''s :c'",
                "select \"a:b\" from t",
                "select x::text, '1'::int",
                "select 1 -- :a\n, 2",
                "select /* :a\n :b */ 1",
                "select a[1:2]"
            })
    void whatOnlyLooksLikeAParameterIsLeftAsItIs(String sql) {
        ParsedSql parsed = NamedParameters.parsed(sql);
        assertThat(parsed.getSql()).isEqualTo(sql);
        assertThat(parsed.getParameters().getParameterNames()).isEmpty();
    }

    @Test
    void parameterIsFoundBesideACast() {
        ParsedSql parsed = NamedParameters.parsed("select :day::date, ':x' || :name");
        assertThat(parsed.getSql()).isEqualTo("select ?::date, ':x' || ?");
        assertThat(parsed.getParameters().getParameterNames()).containsExactly("day", "name");
    }
}
