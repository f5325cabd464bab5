package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import jp.go.jica.partnerships.kubernetes.rules.ArrowsAreThoseOfTheArchitecture;
import jp.go.jica.partnerships.kubernetes.rules.ArrowsHaveTwoEnds;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.Test;

/** No network policy has a peer or a port that could be left out, so none says more than the architecture. */
@NeedsTool(command = "kubectl", debianPackage = "kubernetes-client")
class EveryPolicyCountsTest {

    private final ArrowsHaveTwoEnds twoEnds = new ArrowsHaveTwoEnds();
    private final ArrowsAreThoseOfTheArchitecture architecture = new ArrowsAreThoseOfTheArchitecture();

    @Test
    void whateverPeerOrPortIsLeftOutItIsFound() {
        Manifests production = Overlays.of("production");
        List<String> unnoticed = new ArrayList<>();
        int tried = 0;
        for (Resource policy : production.of(Kind.NetworkPolicy).toList()) {
            for (String direction : List.of("ingress", "egress")) {
                for (int rule = 0; rule < policy.at("/spec/" + direction).size(); rule++) {
                    for (String list : List.of("from", "to", "ports")) {
                        String pointer = "/spec/%s/%d/%s".formatted(direction, rule, list);
                        for (int i = 0; i < policy.at(pointer).size(); i++) {
                            tried++;
                            Manifests broken = production.with(without(policy, pointer, i));
                            if (twoEnds.breaks(broken).isEmpty()
                                    && architecture.breaks(broken).isEmpty()) {
                                unnoticed.add("%s %s/%d".formatted(policy.name(), pointer, i));
                            }
                        }
                    }
                }
            }
        }
        assertThat(unnoticed).isEmpty();
        assertThat(tried).isGreaterThan(50);
    }

    private static Resource without(Resource policy, String pointer, int index) {
        ObjectNode copy = policy.node().deepCopy();
        ((ArrayNode) copy.at(pointer)).remove(index);
        return new Resource(copy);
    }
}
