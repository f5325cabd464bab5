package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Sees to it that the connector of each owner runs, from its first start on. */
final class ConnectorKeeper {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_WHEN_ALL_RUN = Duration.ofSeconds(2);

    private final Connectors connectors;
    private final Map<Service, Supervisor> owners;
    private final Console console;
    private final CountDownLatch notYetRunning;
    private final Set<Service> put = EnumSet.noneOf(Service.class);
    private final Map<Service, Connectors.State> states = new EnumMap<>(Service.class);

    /** @param owners the services whose journals are relayed; a connector needs the tables that they make */
    ConnectorKeeper(Connectors connectors, Map<Service, Supervisor> owners, Console console) {
        this.connectors = connectors;
        this.owners = owners;
        this.console = console;
        this.notYetRunning = new CountDownLatch(owners.size());
    }

    void awaitAllRunning() throws InterruptedException {
        notYetRunning.await();
    }

    void keepRunning() throws InterruptedException {
        while (true) {
            for (Map.Entry<Service, Supervisor> owner : owners.entrySet()) {
                try {
                    tend(owner.getKey(), owner.getValue());
                } catch (IOException away) {
                    // Connect is being started again; its supervisor says so.
                    states.remove(owner.getKey());
                }
            }
            boolean allRun = states.size() == owners.size()
                    && states.values().stream().allMatch(Connectors.State.RUNNING::equals);
            Thread.sleep((allRun ? PAUSE_WHEN_ALL_RUN : PAUSE).toMillis());
        }
    }

    private void tend(Service owner, Supervisor service) throws IOException, InterruptedException {
        if (!put.contains(owner)) {
            if (!service.isReady()) {
                return;
            }
            connectors.put(owner.part());
            put.add(owner);
        }
        Connectors.State now = connectors.state(owner.part());
        Connectors.State before = states.put(owner, now);
        if (now == Connectors.State.RUNNING && before != now) {
            console.say(owner.part(), "its journal is relayed");
            notYetRunning.countDown();
        }
        if (now == Connectors.State.FAILED) {
            if (before != now) {
                console.say(owner.part(), "the relay of its journal failed, starting it again");
            }
            connectors.restart(owner.part());
        }
    }
}
