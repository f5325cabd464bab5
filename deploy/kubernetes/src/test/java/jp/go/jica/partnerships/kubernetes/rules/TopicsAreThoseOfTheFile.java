package jp.go.jica.partnerships.kubernetes.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/** The topics and their settings are those of {@code deploy/kafka/topics.json}, and beside them the relay's own three alone. */
public final class TopicsAreThoseOfTheFile implements Rule {

    @Override
    public List<String> breaks(Manifests manifests) {
        Map<String, String> expected = new TreeMap<>();
        Checkout.topics()
                .forEach(topic -> expected.put(
                        topic.path("name").asText(),
                        "%s partitions %s"
                                .formatted(
                                        topic.path("partitions"),
                                        new TreeMap<>(Resource.texts(topic.path("config"))))));
        Set<String> own = manifests
                .of(Kind.KafkaConnect)
                .flatMap(relay -> List.of(
                        relay.text("/spec/configStorageTopic"),
                        relay.text("/spec/offsetStorageTopic"),
                        relay.text("/spec/statusStorageTopic"))
                        .stream())
                .collect(Collectors.toSet());
        List<String> breaks = new ArrayList<>();
        manifests.of(Kind.KafkaTopic).forEach(topic -> {
            if (own.remove(topic.name())) {
                if (!topic.text("/spec/config/cleanup.policy").equals("compact")) {
                    breaks.add("%s is not compacted".formatted(topic.title()));
                }
                return;
            }
            String found = "%s partitions %s"
                    .formatted(topic.at("/spec/partitions"), new TreeMap<>(Resource.texts(topic.at("/spec/config"))));
            String wanted = expected.remove(topic.name());
            if (!found.equals(wanted)) {
                breaks.add("%s is %s instead of %s".formatted(topic.title(), found, wanted));
            }
        });
        expected.keySet().forEach(name -> breaks.add("KafkaTopic %s is not there".formatted(name)));
        own.forEach(name -> breaks.add("KafkaTopic %s is not there".formatted(name)));
        return breaks;
    }
}
