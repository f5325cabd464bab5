package jp.go.jica.partnerships.local;

import java.nio.file.Path;
import java.util.Locale;

/** The four services, by the conventions that they share: folder, database and roles are named after the service. */
enum Service {
    PROGRAMS(Port.PROGRAMS, true),
    AGREEMENTS(Port.AGREEMENTS, true),
    PARTICIPANTS(Port.PARTICIPANTS, true),
    REPORTING(Port.REPORTING, false);

    private final Port port;
    private final boolean owner;

    Service(Port port, boolean owner) {
        this.port = port;
        this.owner = owner;
    }

    String part() {
        return name().toLowerCase(Locale.ROOT);
    }

    Port port() {
        return port;
    }

    /** Owners keep a journal, which a connector relays. */
    boolean isOwner() {
        return owner;
    }

    String database() {
        return part();
    }

    String role() {
        return part();
    }

    String ownerRole() {
        return part() + "_owner";
    }

    String relayRole() {
        return part() + "_relay";
    }

    /** What the build makes of it. */
    Path program(Checkout checkout) {
        return checkout.root().resolve(part() + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
