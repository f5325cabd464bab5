package jp.go.jica.partnerships.local.bus;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.TopicImage;
import org.apache.kafka.metadata.KRaftMetadataCache;

/**
 * Mends a fault of Kafka 4.3.1: its metadata cache takes a partition that has no leader at the moment for one that was
 * deleted. A transaction whose end was decided but not yet marked when the broker was killed is then never marked, and
 * whoever reads it stands still for ever. With the mend the broker waits for the leader, as it did before 4.3.
 */
final class LeaderlessPartitions {

    private LeaderlessPartitions() {}

    /** To be called before the broker starts. */
    static void awaitTheirLeader() {
        ByteBuddyAgent.install();
        new ByteBuddy()
                .redefine(KRaftMetadataCache.class)
                .visit(Advice.to(NoLeaderIsNoNode.class).on(named("getPartitionLeaderEndpoint")))
                .make()
                .load(KRaftMetadataCache.class.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }

    /** Is copied to the end of {@code KRaftMetadataCache.getPartitionLeaderEndpoint}. */
    static final class NoLeaderIsNoNode {

        private NoLeaderIsNoNode() {}

        @Advice.OnMethodExit
        @SuppressWarnings({"UnusedVariable", "ParameterName", "AssignmentToParameter"})
        static void exit(
                @Advice.Argument(0) String topicName,
                @Advice.Argument(1) int partition,
                @Advice.FieldValue("currentImage") MetadataImage image,
                @Advice.Return(readOnly = false) Optional<Node> leader) {
            if (leader.isEmpty()) {
                TopicImage topic = image.topics().getTopic(topicName);
                if (topic != null && topic.partitions().containsKey(partition)) {
                    leader = Optional.of(Node.noNode());
                }
            }
        }
    }
}
