package jp.go.jica.partnerships.local;

import java.util.Map;

/** The ports of the system on one machine. Each can be changed by the environment variable {@link #variable()}. */
enum Port {
    PARTICIPANTS(8081),
    PROGRAMS(8082),
    AGREEMENTS(8083),
    REPORTING(8084),
    ISSUER(8085),
    POSTGRESQL(15432),
    KAFKA(19092),
    KAFKA_CONTROLLER(19093),
    CONNECT(18083),
    /** Used with {@code --observability} only. */
    PROMETHEUS(9090);

    private final int usual;

    Port(int usual) {
        this.usual = usual;
    }

    int usual() {
        return usual;
    }

    String variable() {
        return "PARTNERSHIPS_" + name() + "_PORT";
    }

    /** The number that the environment gives, else the usual one. */
    int in(Map<String, String> environment) {
        String text = environment.get(variable());
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number that is no port.
        }
        throw new Refused(variable() + " is \"" + text + "\", which is not a port number");
    }
}
