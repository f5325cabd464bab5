package jp.go.jica.partnerships.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL from its official image. */
final class ContainerPostgres implements PostgresServer {
    private static final String IMAGE = "postgres:18.0";
    private static final ExposedPort INSIDE = ExposedPort.tcp(5432);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final PostgreSQLContainer container;
    private final int port;

    private ContainerPostgres(PostgreSQLContainer container, int port) {
        this.container = container;
        this.port = port;
    }

    @SuppressWarnings("resource") // Closed by whoever started it; the fluent setters return the same container.
    static ContainerPostgres start() {
        int port = LocalPorts.free();
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "fsync=off", "-c", "synchronous_commit=on")
                // A port of our own choice stays the same when the container is started again.
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(new Ports(INSIDE, Ports.Binding.bindPort(port))));
        container.start();
        return new ContainerPostgres(container, port);
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(container.getHost(), port, database);
    }

    @Override
    public Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), container.getUsername(), container.getPassword());
    }

    @Override
    public void crashAndRestart() {
        engine().killContainerCmd(container.getContainerId()).exec();
        engine().startContainerCmd(container.getContainerId()).exec();
        Awaiting.success(START_LIMIT, () -> superuser("postgres").close());
    }

    @Override
    public void freeze() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }
}
