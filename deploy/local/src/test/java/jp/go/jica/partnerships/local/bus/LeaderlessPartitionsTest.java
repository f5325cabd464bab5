package jp.go.jica.partnerships.local.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.DirectoryId;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.KRaftMetadataCache;
import org.apache.kafka.server.common.KRaftVersion;
import org.junit.jupiter.api.Test;

class LeaderlessPartitionsTest {

    private static final ListenerName LISTENER = new ListenerName("PLAINTEXT");
    private static final int NOBODY = -1;

    @Test
    void aPartitionWithoutALeaderIsNotTakenForADeletedOne() {
        LeaderlessPartitions.awaitTheirLeader();
        KRaftMetadataCache cache = new KRaftMetadataCache(1, () -> KRaftVersion.KRAFT_VERSION_1);
        cache.setImage(withPartitionOf(NOBODY));

        assertThat(cache.getPartitionLeaderEndpoint("events", 0, LISTENER)).contains(Node.noNode());
        assertThat(cache.getPartitionLeaderEndpoint("events", 1, LISTENER)).isEmpty();
        assertThat(cache.getPartitionLeaderEndpoint("others", 0, LISTENER)).isEmpty();
    }

    private static MetadataImage withPartitionOf(int leader) {
        Uuid topic = Uuid.randomUuid();
        MetadataDelta delta =
                new MetadataDelta.Builder().setImage(MetadataImage.EMPTY).build();
        delta.replay(new TopicRecord().setTopicId(topic).setName("events"));
        delta.replay(new PartitionRecord()
                .setTopicId(topic)
                .setPartitionId(0)
                .setReplicas(List.of(1))
                .setDirectories(List.of(DirectoryId.UNASSIGNED))
                .setIsr(List.of(1))
                .setLeader(leader)
                .setLeaderEpoch(1)
                .setPartitionEpoch(1));
        return delta.apply(MetadataProvenance.EMPTY);
    }
}
