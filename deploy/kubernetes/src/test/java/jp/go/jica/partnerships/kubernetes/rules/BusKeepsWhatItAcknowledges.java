package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/** Three brokers of the version that is tested here, of which two have what is acknowledged; nobody gets in without a key. */
public final class BusKeepsWhatItAcknowledges implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        long brokers = manifests
                .of(Kind.KafkaNodePool)
                .filter(pool -> Resource.elements(pool.at("/spec/roles")).stream()
                        .anyMatch(role -> role.asText().equals("broker")))
                .mapToLong(pool -> pool.at("/spec/replicas").asLong())
                .sum();
        says(brokers == 3, "has not three brokers", breaks);
        manifests.of(Kind.Kafka).forEach(kafka -> {
            Map<String, String> config = Resource.texts(kafka.at("/spec/kafka/config"));
            says("2".equals(config.get("min.insync.replicas")), "acknowledges what one disk alone has", breaks);
            says("2".equals(config.get("transaction.state.log.min.isr")), "may forget transactions", breaks);
            says("false".equals(config.get("auto.create.topics.enable")), "makes topics by itself", breaks);
            says(
                    kafka.text("/spec/kafka/version").equals(Checkout.version("kafka.version")),
                    "is of another version than is tested",
                    breaks);
            says(kafka.text("/spec/kafka/authorization/type").equals("simple"), "lets everybody do everything", breaks);
            for (JsonNode listener : kafka.at("/spec/kafka/listeners")) {
                says(
                        listener.path("tls").asBoolean()
                                && listener.at("/authentication/type").asText().equals("tls")
                                && listener.has("networkPolicyPeers"),
                        "lets in whoever has no key",
                        breaks);
            }
        });
        manifests
                .of(Kind.KafkaTopic)
                .filter(topic -> topic.at("/spec/replicas").asInt() != 3)
                .forEach(topic -> breaks.add("%s is not on three brokers".formatted(topic.title())));
        return breaks;
    }

    private static void says(boolean holds, String otherwise, List<String> breaks) {
        if (!holds) {
            breaks.add("Kafka " + otherwise);
        }
    }
}
