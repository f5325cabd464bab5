package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/** Worker and connectors have the settings of {@code deploy/connect}, and find each owner's database and role in variables. */
public final class RelayIsThatOfLocal implements Rule {

    /** What the operator has fields of its own for. */
    private static final Map<String, String> FIELDS = Map.of(
            "group.id", "groupId",
            "config.storage.topic", "configStorageTopic",
            "offset.storage.topic", "offsetStorageTopic",
            "status.storage.topic", "statusStorageTopic");

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        Map<String, JsonNode> connectors = new TreeMap<>();
        Checkout.OWNERS.forEach(owner -> connectors.put(owner, Checkout.connector(owner)));
        manifests.of(Kind.KafkaConnector).forEach(connector -> {
            JsonNode expected = connectors.remove(connector.name());
            if (expected == null) {
                breaks.add("%s is not in deploy/connect".formatted(connector.title()));
            } else if (!Resource.texts(expected).equals(settings(connector))) {
                breaks.add("%s is not that of deploy/connect".formatted(connector.title()));
            }
            if (!connector.at("/spec/autoRestart/enabled").asBoolean()) {
                breaks.add("%s stays where it failed".formatted(connector.title()));
            }
        });
        connectors.keySet().forEach(owner -> breaks.add("KafkaConnector %s is not there".formatted(owner)));
        manifests.of(Kind.KafkaConnect).forEach(relay -> check(relay, breaks));
        return breaks;
    }

    private static Map<String, String> settings(Resource connector) {
        Map<String, String> settings = Resource.texts(connector.at("/spec/config"));
        settings.put("connector.class", connector.text("/spec/class"));
        settings.put("tasks.max", connector.text("/spec/tasksMax"));
        return settings;
    }

    private static void check(Resource relay, List<String> breaks) {
        Map<String, String> config = Resource.texts(relay.at("/spec/config"));
        Checkout.worker().forEach((name, value) -> {
            String field = FIELDS.get(name);
            String found = field == null ? config.remove(name) : relay.text("/spec/" + field);
            if (!value.equals(found)) {
                breaks.add("%s: %s is %s instead of %s".formatted(relay.title(), name, found, value));
            }
        });
        for (String topic : List.of("config", "offset", "status")) {
            if (!"3".equals(config.remove(topic + ".storage.replication.factor"))) {
                breaks.add("%s: %s is not on three brokers".formatted(relay.title(), topic));
            }
        }
        config.keySet().forEach(name -> breaks.add("%s: %s is not in deploy/connect".formatted(relay.title(), name)));
        if (!relay.text("/metadata/annotations/strimzi.io~1use-connector-resources")
                .equals("true")) {
            breaks.add("%s does not look at connectors".formatted(relay.title()));
        }
        if (!relay.text("/spec/version").equals(Checkout.version("kafka.version"))) {
            breaks.add("%s is of another version than is tested".formatted(relay.title()));
        }
        Map<String, String> variables = new TreeMap<>();
        relay.at("/spec/template/connectContainer/env")
                .forEach(variable -> variables.put(
                        variable.path("name").asText(),
                        variable.path("value").asText()
                                + variable.at("/valueFrom/secretKeyRef/name").asText()));
        for (String owner : Checkout.OWNERS) {
            String prefix = owner.toUpperCase(Locale.ROOT) + "_RELAY_";
            Map.of(
                            "HOST", owner + "-db-rw",
                            "PORT", "5432",
                            "USER", owner + "_relay",
                            "PASSWORD", owner + "-db-relay")
                    .forEach((name, value) -> {
                        if (!value.equals(variables.remove(prefix + name))) {
                            breaks.add("%s: %s%s is not %s".formatted(relay.title(), prefix, name, value));
                        }
                    });
        }
    }
}
