package jp.go.jica.partnerships.reporting.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Jdbi as every query of this service uses it: parameters by {@code :name}, and nothing else put into a statement. */
public final class Statements {

    Statements() {}

    @Produces
    @Singleton
    static Jdbi of(AgroalDataSource dataSource) {
        return set(Jdbi.create(dataSource));
    }

    /** The same on one connection. */
    public static Jdbi on(Connection connection) {
        return set(Jdbi.create(connection));
    }

    private static Jdbi set(Jdbi jdbi) {
        jdbi.installPlugin(new PostgresPlugin());
        jdbi.getConfig(SqlStatements.class)
                .setTemplateEngine(TemplateEngine.NOP)
                .setSqlParser(new NamedParameters());
        return jdbi;
    }
}
