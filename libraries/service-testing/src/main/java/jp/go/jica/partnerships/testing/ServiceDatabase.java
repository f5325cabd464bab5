package jp.go.jica.partnerships.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The database of the service under test, made by the same statements as in production, with its three roles:
 * {@code <service>_owner} migrates, {@code <service>} serves, {@code <service>_relay} replicates.
 *
 * <p>Connections are new ones, not the service's pool; whoever asks for one closes it.
 */
public final class ServiceDatabase {
    private static final String SCRIPT = "deploy/postgresql/service-database.sql";
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^;;\\s*$");

    private final PostgresServer server;
    private final String service;

    private ServiceDatabase(PostgresServer server, String service) {
        this.server = server;
        this.service = service;
    }

    static ServiceDatabase create(PostgresServer server, String service) {
        ServiceDatabase database = new ServiceDatabase(server, service);
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : database.statements()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("%s could not be made by %s".formatted(service, SCRIPT), e);
        }
        return database;
    }

    private List<String> statements() {
        String script = Resource.text(SCRIPT)
                .replace("${service}", service)
                .replace("${ownerPassword}", passwordOf(ownerRole()))
                .replace("${servicePassword}", passwordOf(service))
                .replace("${relayPassword}", passwordOf(relayRole()));
        return SEPARATOR
                .splitAsStream(script)
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    /** The URL, without a user. */
    public String jdbcUrl() {
        return server.jdbcUrl(service);
    }

    /** The role that serves requests; its name is also the database's. */
    public String serviceRole() {
        return service;
    }

    public String ownerRole() {
        return service + "_owner";
    }

    public String relayRole() {
        return service + "_relay";
    }

    String passwordOf(String role) {
        return role + "-secret";
    }

    /** A connection with the rights that the running service has. */
    public Connection asService() throws SQLException {
        return as(service);
    }

    /** A connection with the rights of migrations. */
    public Connection asOwner() throws SQLException {
        return as(ownerRole());
    }

    /** A connection with the rights of the relay. */
    public Connection asRelay() throws SQLException {
        return as(relayRole());
    }

    /** A superuser's connection: for what no role of the system may do. */
    public Connection asSuperuser() throws SQLException {
        return server.superuser(service);
    }

    /** The first column of what a superuser is answered. */
    public List<String> texts(String sql) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** The one number that a superuser is answered. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).get(0));
    }

    /** Empties tables between tests, the journal too, whose trigger refuses it to everybody otherwise. */
    public void empty(String... tables) {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            // In this role the server takes changes as replicated ones, for which triggers do not fire.
            statement.execute("set session_replication_role = replica");
            statement.execute("truncate %s restart identity".formatted(String.join(", ", tables)));
        } catch (SQLException e) {
            throw new IllegalStateException("Could not empty " + String.join(", ", tables), e);
        }
    }

    private Connection as(String role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), role, passwordOf(role));
    }

    /**
     * Takes the database away while the steps run: open connections are ended and new ones refused at once.
     */
    public void whileAway(Steps steps) {
        asAdministrator("alter database %s with allow_connections false".formatted(service));
        endConnections();
        run(steps, () -> asAdministrator("alter database %s with allow_connections true".formatted(service)));
    }

    /** Ends every open connection to the database; new ones are let in. */
    public void endConnections() {
        asAdministrator(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '%s'".formatted(service));
    }

    /** Stops the server in its tracks while the steps run: connections hang, nothing is refused. */
    public void whileFrozen(Steps steps) {
        server.freeze();
        run(steps, server::thaw);
    }

    /** Keeps the database as it is now. What is answered puts that in the place of the one that is there then, as a restore does. */
    public Runnable backUp() {
        String backup = service + "_backup";
        whileAway(() -> asAdministrator("create database %s template %s".formatted(backup, service)));
        return () -> {
            asAdministrator("drop database %s with (force)".formatted(service));
            asAdministrator("alter database %s owner to %s".formatted(backup, ownerRole()));
            asAdministrator("alter database %s rename to %s".formatted(backup, service));
            statements().stream()
                    .filter(sql -> !sql.contains("create database"))
                    .forEach(this::asAdministrator);
        };
    }

    private static void run(Steps steps, Runnable afterwards) {
        try {
            steps.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            afterwards.run();
        }
    }

    /** Ends every process of the server as a power cut would and starts it again, at the same address. */
    public void crashAndRestart() {
        server.crashAndRestart();
    }

    private void asAdministrator(String sql) {
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a test does during an outage. */
    @FunctionalInterface
    public interface Steps {
        void run() throws Exception;
    }
}
