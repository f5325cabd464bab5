package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** {@code ./dev up}: runs the system until Ctrl-C or SIGTERM. */
final class UpCommand {
    private final Checkout checkout;
    private final Console console;

    UpCommand(Checkout checkout, Console console) {
        this.checkout = checkout;
        this.console = console;
    }

    /** @param options {@code --fresh}, {@code --separate}, {@code --stores}, {@code --observability}, {@code --logs} */
    void run(List<String> options) throws Exception {
        Ports ports = Ports.in(System.getenv());
        boolean observed = options.contains("--observability");
        Optional<Prometheus> prometheus = observed ? Optional.of(new Prometheus(checkout, ports)) : Optional.empty();
        EnumSet<Port> used = EnumSet.allOf(Port.class);
        if (!observed) {
            used.remove(Port.PROMETHEUS);
        }
        checkout.makeFolders();
        LauncherLock lock = LauncherLock.take(checkout);
        Leftovers.end(checkout, console);
        Machine.check(checkout, ports, used, console);
        requireServices();
        lock.sign(checkout);
        if (options.contains("--fresh")) {
            PostgreSqlPrograms.removeAll(checkout.data());
            console.say("data", "removed: starting empty");
        }
        checkout.makeFolders();
        keepLogsOfLastRun();
        ports.keep(checkout);
        RunningSystem system = new RunningSystem(checkout, ports, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system, lock), "stop"));
        if (options.contains("--logs")) {
            Threads.start("show logs", () -> new LogFollower(checkout.logs(), console).follow());
        }
        if (options.contains("--stores")) {
            system.startStores();
            sayThatEverythingIsReady();
        } else {
            system.start(options.contains("--separate"), prometheus);
            sayThatEverythingIsReady();
            sayHowToUse(ports);
        }
        // The shutdown hook does the rest.
        new CountDownLatch(1).await();
    }

    private void requireServices() {
        for (Service service : Service.values()) {
            if (!Files.exists(service.program(checkout))) {
                throw new Refused(service.program(checkout) + " is missing. Remove "
                        + checkout.root().resolve("target") + " to have everything built again");
            }
        }
    }

    private void keepLogsOfLastRun() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(checkout.logs())) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        for (Path log : logs) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void sayThatEverythingIsReady() {
        console.print("");
        console.print(String.format(Locale.ROOT, "Everything is ready after %.1f s.", console.secondsSinceStart()));
    }

    private void sayHowToUse(Ports ports) {
        String dev = checkout.root().resolve("dev").toString();
        for (Service service : Service.values()) {
            String address = ports.http(service.port());
            console.print(String.format(Locale.ROOT, "  %-13s %s/q/swagger-ui", service.part(), address));
        }
        console.print("  page          " + ports.http(Port.REPORTING) + "/");
        console.print("  token issuer  " + ports.http(Port.ISSUER) + "/partnerships");
        console.print("  logs          " + checkout.logs());
        console.print("A first request:");
        console.print("  curl -s -H \"Authorization: Bearer $(" + dev + " token --role recorder --office SKK)\" "
                + ports.http(Port.PROGRAMS) + "/v1/programs");
        console.print("Ctrl-C stops everything.");
    }

    private void stop(RunningSystem system, LauncherLock lock) {
        console.print("");
        console.say("launcher", "stopping everything");
        system.stop();
        try {
            lock.giveBack(checkout);
        } catch (IOException failure) {
            console.say("launcher", "cannot give back its lock: " + failure.getMessage());
        }
        console.say("launcher", "stopped");
    }
}
