package jp.go.jica.partnerships.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's own binaries, unpacked from a Maven artifact and run as a child process. */
final class EmbeddedPostgresServer implements PostgresServer {
    private static final String LOG_CATEGORY = "io.zonky.test";
    private static final int ANY_FREE_PORT = 0;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private EmbeddedPostgres running;

    private EmbeddedPostgresServer(Path data, EmbeddedPostgres running) {
        this.data = data;
        this.running = running;
        this.port = running.getPort();
    }

    static EmbeddedPostgresServer start() {
        QuietLogs.hush(LOG_CATEGORY);
        Path data = Directories.temporary("postgres-test-");
        return new EmbeddedPostgresServer(data, start(data, ANY_FREE_PORT));
    }

    private static EmbeddedPostgres start(Path data, int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(START_LIMIT)
                    .setServerConfig("wal_level", "logical")
                    // Off by the library's default; then an acknowledged change would not survive crashAndRestart.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "100")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "PostgreSQL did not start in %s; for root it needs user namespaces (try: unshare -U true)"
                            .formatted(data),
                    e);
        }
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", "postgres");
    }

    @Override
    public void crashAndRestart() {
        freeze();
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        // The library would report that it cannot stop what was just killed; its lock on the directory is let go.
        QuietLogs.silently(LOG_CATEGORY, this::stop);
        running = start(data, port);
    }

    @Override
    public void freeze() {
        // The postmaster first: it starts no more processes then.
        signal("STOP", postmaster());
        postmaster().descendants().forEach(process -> signal("STOP", process));
    }

    @Override
    public void thaw() {
        postmaster().descendants().forEach(process -> signal("CONT", process));
        signal("CONT", postmaster());
    }

    @Override
    public void close() {
        stop();
        Directories.delete(data);
    }

    private void stop() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            // A process that has just ended needs no signal.
            if (status != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -%s %d ended with %d".formatted(name, process.pid(), status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessHandle postmaster() {
        return ProcessHandle.of(postmasterId())
                .orElseThrow(() -> new IllegalStateException("PostgreSQL of %s is not running".formatted(data)));
    }

    private long postmasterId() {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
