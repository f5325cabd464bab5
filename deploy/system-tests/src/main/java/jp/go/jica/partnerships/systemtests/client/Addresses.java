package jp.go.jica.partnerships.systemtests.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the parts of a system answer.
 *
 * @param kafka host and port
 */
public record Addresses(URI participants, URI programs, URI agreements, URI reporting, URI issuer, String kafka) {

    /** Those of the local system that was started last, as it wrote them down; else what the environment says. */
    public static Addresses ofLocalSystem() {
        Map<String, String> known = new HashMap<>(System.getenv());
        known.putAll(LocalState.properties("run", "ports.properties"));
        return of(known);
    }

    /** By the variables with which each port of the local system can be changed. */
    public static Addresses of(Map<String, String> variables) {
        return new Addresses(
                http(variables, "PARTICIPANTS", "8081"),
                http(variables, "PROGRAMS", "8082"),
                http(variables, "AGREEMENTS", "8083"),
                http(variables, "REPORTING", "8084"),
                http(variables, "ISSUER", "8085"),
                "127.0.0.1:" + port(variables, "KAFKA", "19092"));
    }

    private static URI http(Map<String, String> variables, String part, String usual) {
        return URI.create("http://127.0.0.1:" + port(variables, part, usual));
    }

    private static String port(Map<String, String> variables, String part, String usual) {
        return variables.getOrDefault("PARTNERSHIPS_" + part + "_PORT", usual);
    }
}
