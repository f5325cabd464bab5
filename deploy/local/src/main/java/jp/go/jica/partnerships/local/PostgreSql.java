package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL server with its data in one folder, reachable by password at 127.0.0.1 only. */
final class PostgreSql {
    static final String PART = "postgresql";
    static final String SUPERUSER = "postgres";

    private final Checkout checkout;
    private final int port;
    private final Passwords passwords;

    PostgreSql(Checkout checkout, int port, Passwords passwords) {
        this.checkout = checkout;
        this.port = port;
        this.passwords = passwords;
    }

    /** Unpacks the programs and makes an empty cluster where there is none. */
    void install() throws IOException, InterruptedException {
        PostgreSqlPrograms.unpack(programs());
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        Unprivileged.handOver(Files.createDirectories(data()));
        Path password = Files.createTempFile(
                checkout.data(),
                "superuser",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, passwords.of(SUPERUSER));
            Unprivileged.handOver(password);
            initdb(password);
        } finally {
            Files.delete(password);
        }
    }

    private void initdb(Path password) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(List.of(program("initdb"), "--pgdata=" + data(), "--username=" + SUPERUSER));
        command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + password, "--encoding=UTF8", "--locale=C"));
        Path log = checkout.log(PART);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new Refused("PostgreSQL could not make its data folder " + data() + "; see " + log);
        }
    }

    Part part() {
        List<String> command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(List.of(program("postgres"), "-D", data().toString(), "-p", Integer.toString(port)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Part(PART, command, Map.of(), this::answers, "127.0.0.1:" + port);
    }

    private static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("partnerships.part", PART),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("wal_level", "logical"),
                // What is acknowledged is on disk, here as in production.
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_connections", "120"),
                // Small enough for a laptop that runs everything; the data are small as well.
                Map.entry("shared_buffers", "64MB"),
                Map.entry("max_wal_size", "256MB"),
                Map.entry("io_method", "sync"),
                Map.entry("jit", "off"),
                // The detail of an error repeats the refused key, a person's hash say.
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_line_prefix", "%m [%p] %q%u@%d "));
    }

    Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=1";
        return DriverManager.getConnection(url, SUPERUSER, passwords.of(SUPERUSER));
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Path data() {
        return checkout.data().resolve("postgresql");
    }

    private Path programs() {
        return checkout.unpacked().resolve("postgresql-" + PostgreSqlPrograms.version());
    }

    private String program(String name) {
        return programs().resolve("bin").resolve(name).toString();
    }
}
