package jp.go.jica.partnerships.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The four services and the token issuer that they trust. */
final class ServiceParts {
    static final String ISSUER = "issuer";

    private final Checkout checkout;
    private final Ports ports;
    private final Passwords passwords;

    ServiceParts(Checkout checkout, Ports ports, Passwords passwords) {
        this.checkout = checkout;
        this.ports = ports;
        this.passwords = passwords;
    }

    Part issuer() {
        Path target = checkout.root().resolve("deploy/token-issuer/target");
        List<String> main =
                List.of("jp.go.jica.partnerships.issuer.TokenIssuer", Integer.toString(ports.of(Port.ISSUER)));
        return new Part(
                ISSUER,
                JavaCommand.mainClass(ISSUER, "48m", List.of(target.resolve("classes"), target.resolve("lib/*")), main),
                Map.of(),
                Http.answers(issuerAddress() + "/.well-known/openid-configuration"),
                issuerAddress());
    }

    String issuerAddress() {
        return ports.http(Port.ISSUER) + "/partnerships";
    }

    Part service(Service service) {
        String address = ports.http(service.port());
        return new Part(
                service.part(),
                JavaCommand.jar(service.part(), "192m", service.program(checkout)),
                environment(service),
                Http.answers(address + "/q/health/ready"),
                address);
    }

    private Map<String, String> environment(Service service) {
        String database = "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRESQL) + "/" + service.database();
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.port()))),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", service.role()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", passwords.of(service.role())),
                Map.entry("QUARKUS_FLYWAY_JDBC_URL", database),
                Map.entry("QUARKUS_FLYWAY_USERNAME", service.ownerRole()),
                Map.entry("QUARKUS_FLYWAY_PASSWORD", passwords.of(service.ownerRole())),
                Map.entry("PARTNERSHIPS_SECRET", passwords.secretOf(service.role())),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of(Port.KAFKA)),
                Map.entry("QUARKUS_OIDC_AUTH_SERVER_URL", issuerAddress())));
        if (service == Service.PARTICIPANTS) {
            environment.put("PARTNERSHIPS_PERSONAL_DATA_KEYSET", passwords.keysetOf(service.role()));
        }
        if (service == Service.REPORTING) {
            // It compares what it has folded with the owners' journals, as a client of its own.
            for (Service owner : Service.values()) {
                if (owner.isOwner()) {
                    environment.put("PARTNERSHIPS_OWNERS_ADDRESS_" + owner.name(), ports.http(owner.port()));
                }
            }
            environment.put("PARTNERSHIPS_OWNERS_CLIENT_SECRET", passwords.of(service.role() + ".client"));
        }
        return environment;
    }
}
