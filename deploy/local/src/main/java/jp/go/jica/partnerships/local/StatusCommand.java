package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code ./dev status}: each part with its process, memory and readiness, and the memory of all. */
final class StatusCommand {
    private final Checkout checkout;
    private final Console console;

    StatusCommand(Checkout checkout, Console console) {
        this.checkout = checkout;
        this.console = console;
    }

    /** Returns true when everything runs and is ready. */
    boolean run() throws IOException {
        Map<String, Optional<Part>> parts = parts();
        long total = 0;
        boolean allReady = true;
        console.print(
                String.format(Locale.ROOT, "%-12s %8s %8s  %-9s %s", "part", "process", "MB", "state", "address"));
        for (Map.Entry<String, Optional<Part>> entry : parts.entrySet()) {
            Optional<ProcessIdentity> process =
                    PidFile.of(checkout, entry.getKey()).living();
            boolean ready = process.isPresent()
                    && entry.getValue().map(part -> part.readiness().isReady()).orElse(true);
            allReady &= ready;
            long memory =
                    process.map(living -> megabytes(entry.getKey(), living)).orElse(0L);
            total += memory;
            console.print(String.format(
                    Locale.ROOT,
                    "%-12s %8s %8d  %-9s %s",
                    entry.getKey(),
                    process.map(living -> Long.toString(living.pid())).orElse("-"),
                    memory,
                    process.isEmpty() ? "not there" : ready ? "ready" : "not ready",
                    entry.getValue().map(Part::address).orElse("")));
        }
        console.print(String.format(Locale.ROOT, "%-12s %8s %8d", "all", "", total));
        return allReady;
    }

    /** PostgreSQL is many processes; the launcher's children are parts of their own. */
    private static long megabytes(String part, ProcessIdentity process) {
        return part.equals(PostgreSql.PART)
                ? Memory.ofProcessAndChildren(process.pid())
                : Memory.ofProcess(process.pid());
    }

    private Map<String, Optional<Part>> parts() throws IOException {
        Ports ports = Ports.ofRunningSystem(checkout);
        Passwords passwords = Passwords.keptIn(checkout.data());
        boolean separate = Files.exists(PidFile.of(checkout, BusParts.BROKER).file());
        List<Part> all = new ArrayList<>();
        all.add(new PostgreSql(checkout, ports.of(Port.POSTGRESQL), passwords).part());
        all.addAll(new BusParts(checkout, ports, passwords).parts(separate));
        ServiceParts services = new ServiceParts(checkout, ports, passwords);
        all.add(services.issuer());
        for (Service service : Service.values()) {
            all.add(services.service(service));
        }
        if (Files.exists(PidFile.of(checkout, Prometheus.PART).file())) {
            all.add(new Prometheus(checkout, ports).part());
        }
        Map<String, Optional<Part>> byName = new LinkedHashMap<>();
        byName.put(LauncherLock.PART, Optional.empty());
        all.forEach(part -> byName.put(part.name(), Optional.of(part)));
        return byName;
    }
}
