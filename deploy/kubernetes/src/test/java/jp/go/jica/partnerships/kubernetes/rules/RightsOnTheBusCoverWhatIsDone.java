package jp.go.jica.partnerships.kubernetes.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.kubernetes.Checkout;
import jp.go.jica.partnerships.kubernetes.Kind;
import jp.go.jica.partnerships.kubernetes.Manifests;
import jp.go.jica.partnerships.kubernetes.Resource;

/**
 * A service may read exactly the topics that its code names, with groups that its code names; the relay may write exactly what
 * its connectors route to; nobody else may do anything.
 */
public final class RightsOnTheBusCoverWhatIsDone implements Rule {

    private static final String RELAY = "relay";

    @Override
    public List<String> breaks(Manifests manifests) {
        List<String> breaks = new ArrayList<>();
        Set<String> topics = manifests.of(Kind.KafkaTopic).map(Resource::name).collect(Collectors.toSet());
        for (String service : Checkout.SERVICES) {
            Set<String> expected = new TreeSet<>();
            for (String topic : Checkout.topicsReadBy(service)) {
                if (!topics.contains(topic)) {
                    breaks.add("%s-service reads topic %s, which is not there".formatted(service, topic));
                }
                expected.add("topic literal %s Read".formatted(topic));
                expected.add("topic literal %s Describe".formatted(topic));
            }
            compare(service, expected, manifests, breaks);
        }
        Set<String> written = new TreeSet<>();
        for (JsonNode topic : Checkout.topics()) {
            written.add("topic literal %s Write".formatted(topic.path("name").asText()));
            written.add("topic literal %s Describe".formatted(topic.path("name").asText()));
        }
        manifests.of(Kind.KafkaConnect).forEach(relay -> {
            for (String own : List.of("config", "offset", "status")) {
                String topic = relay.text("/spec/%sStorageTopic".formatted(own));
                for (String operation : List.of("Read", "Write", "Describe", "DescribeConfigs")) {
                    written.add("topic literal %s %s".formatted(topic, operation));
                }
            }
            String group = relay.text("/spec/groupId");
            written.add("group literal %s Read".formatted(group));
            for (String operation : List.of("Write", "Describe")) {
                // How Connect names the transactions of its tasks and of its leader.
                written.add("transactionalId prefix %s- %s".formatted(group, operation));
                written.add("transactionalId literal connect-cluster-%s %s".formatted(group, operation));
            }
        });
        compare(RELAY, written, manifests, breaks);
        manifests
                .of(Kind.KafkaUser)
                .filter(user -> !user.name().equals(RELAY) && !Checkout.SERVICES.contains(user.name()))
                .forEach(user -> breaks.add("%s is nobody's".formatted(user.title())));
        return breaks;
    }

    private static void compare(String user, Set<String> expected, Manifests manifests, List<String> breaks) {
        Set<String> missing = new TreeSet<>(expected);
        for (String right : rights(user, manifests)) {
            boolean ownGroup = right.startsWith("group literal ") && isOwnGroup(user, right);
            if (!missing.remove(right) && !ownGroup) {
                breaks.add("KafkaUser %s may %s, which it does not do".formatted(user, right));
            }
        }
        missing.forEach(right -> breaks.add("KafkaUser %s may not %s, which it does".formatted(user, right)));
        if (rights(user, manifests).stream().noneMatch(right -> right.startsWith("group "))) {
            breaks.add("KafkaUser %s can join no group".formatted(user));
        }
    }

    private static boolean isOwnGroup(String user, String right) {
        String[] words = right.split(" ", -1);
        return Checkout.SERVICES.contains(user) && words[3].equals("Read") && Checkout.hasGroup(user, words[2]);
    }

    private static Set<String> rights(String user, Manifests manifests) {
        Set<String> rights = new TreeSet<>();
        manifests
                .find(Kind.KafkaUser.name(), user)
                .ifPresent(found -> found.at("/spec/authorization/acls")
                        .forEach(acl -> acl.path("operations")
                                .forEach(operation -> rights.add("%s %s %s %s"
                                        .formatted(
                                                acl.at("/resource/type").asText(),
                                                acl.at("/resource/patternType").asText(),
                                                acl.at("/resource/name").asText(),
                                                operation.asText())))));
        return rights;
    }
}
