package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes database and roles of each service from {@code deploy/postgresql/service-database.sql}. */
final class ServiceDatabases {
    private static final String DUPLICATE_DATABASE = "42P04";

    private final Path file;
    private final Passwords passwords;

    ServiceDatabases(Path file, Passwords passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    /** May be run again on what is there already. */
    void make(PostgreSql postgreSql, List<Service> services) throws IOException, SQLException {
        String template = Files.readString(file);
        try (Connection connection = postgreSql.connect("postgres");
                Statement statement = connection.createStatement()) {
            for (Service service : services) {
                for (String sql : filledIn(template, service).split("(?m)^;;$", -1)) {
                    execute(statement, sql);
                }
            }
        }
    }

    private String filledIn(String template, Service service) {
        return template.replace("${service}", service.database())
                .replace("${ownerPassword}", passwords.of(service.ownerRole()))
                .replace("${servicePassword}", passwords.of(service.role()))
                .replace("${relayPassword}", passwords.of(service.relayRole()));
    }

    private static void execute(Statement statement, String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try {
            statement.execute(sql);
        } catch (SQLException failure) {
            if (!DUPLICATE_DATABASE.equals(failure.getSQLState())) {
                throw failure;
            }
        }
    }
}
