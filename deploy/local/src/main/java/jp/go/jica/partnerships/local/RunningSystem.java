package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The whole system as children of this process: starts what can start side by side, and stops it again. */
final class RunningSystem {
    private final Checkout checkout;
    private final Ports ports;
    private final Console console;
    private final Passwords passwords;
    private final PostgreSql postgreSql;
    private final List<Supervisor> stores = new ArrayList<>();
    private final List<Supervisor> users = new ArrayList<>();
    private boolean stopping;

    RunningSystem(Checkout checkout, Ports ports, Console console) throws IOException {
        this.checkout = checkout;
        this.ports = ports;
        this.console = console;
        this.passwords = Passwords.keptIn(checkout.data());
        this.postgreSql = new PostgreSql(checkout, ports.of(Port.POSTGRESQL), passwords);
    }

    /** Returns when every part is ready and every journal is relayed. */
    void start(boolean separate, Optional<Prometheus> prometheus)
            throws IOException, InterruptedException, SQLException {
        BusParts bus = new BusParts(checkout, ports, passwords);
        ServiceParts services = new ServiceParts(checkout, ports, passwords);
        bus.writeSettings();
        List<Supervisor> started = new ArrayList<>();
        for (Part part : bus.parts(separate)) {
            started.add(add(part.name().equals(BusParts.CONNECT) ? users : stores, part));
        }
        started.add(add(users, services.issuer()));
        if (prometheus.isPresent()) {
            started.add(add(users, prometheus.get().part()));
        }

        Supervisor database = startDatabase();
        Map<Service, Supervisor> owners = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            Supervisor supervisor = add(users, services.service(service));
            started.add(supervisor);
            if (service.isOwner()) {
                owners.put(service, supervisor);
            }
        }
        ConnectorKeeper keeper = new ConnectorKeeper(
                new Connectors(checkout.root().resolve("deploy/connect"), ports.http(Port.CONNECT)), owners, console);
        Threads.start("keep connectors running", keeper::keepRunning);

        database.awaitFirstReady();
        for (Supervisor part : started) {
            part.awaitFirstReady();
        }
        keeper.awaitAllRunning();
    }

    /** PostgreSQL with its databases, the broker with its topics and the token issuer, for services that run elsewhere. */
    void startStores() throws IOException, InterruptedException, SQLException {
        BusParts bus = new BusParts(checkout, ports, passwords);
        bus.writeSettings();
        Supervisor broker = add(stores, bus.broker());
        Supervisor issuer = add(users, new ServiceParts(checkout, ports, passwords).issuer());
        startDatabase();
        broker.awaitFirstReady();
        issuer.awaitFirstReady();
    }

    private Supervisor startDatabase() throws IOException, InterruptedException, SQLException {
        postgreSql.install();
        Supervisor database = add(stores, postgreSql.part());
        database.awaitFirstReady();
        new ServiceDatabases(checkout.root().resolve("deploy/postgresql/service-database.sql"), passwords)
                .make(postgreSql, List.of(Service.values()));
        return database;
    }

    private synchronized Supervisor add(List<Supervisor> group, Part part) {
        Supervisor supervisor = new Supervisor(part, checkout, console);
        group.add(supervisor);
        if (!stopping) {
            supervisor.start();
        }
        return supervisor;
    }

    /** First those that use the stores, side by side, then the stores, side by side. */
    void stop() {
        List<Supervisor> first;
        List<Supervisor> then;
        synchronized (this) {
            stopping = true;
            first = List.copyOf(users);
            then = List.copyOf(stores);
        }
        stopSideBySide(first);
        stopSideBySide(then);
    }

    private static void stopSideBySide(List<Supervisor> parts) {
        CompletableFuture<?>[] stops = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> stop(part), task -> new Thread(task, "stop").start()))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stops).join();
    }

    private static void stop(Supervisor part) {
        try {
            part.stop();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
