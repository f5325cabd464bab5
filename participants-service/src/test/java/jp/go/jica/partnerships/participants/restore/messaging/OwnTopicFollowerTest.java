package jp.go.jica.partnerships.participants.restore.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import jp.go.jica.partnerships.journal.consume.KafkaConnection;
import jp.go.jica.partnerships.participants.participant.LostErasures;
import jp.go.jica.partnerships.participants.restore.ErasureReplay;
import jp.go.jica.partnerships.participants.restore.RestoreGuard;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.RunningServers;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** Whoever starts is closed until its topic has been read to its end, which needs Kafka. */
@QuarkusTest
@WithRealServers(service = "participants")
class OwnTopicFollowerTest {

    @Inject
    AgroalDataSource dataSource;

    @Inject
    LostErasures erasures;

    @FromServers
    RunningServers servers;

    private final RestoreGuard guard = new RestoreGuard();

    @Test
    void anInstanceThatStartsWithKafkaIsOpenSoon() throws InterruptedException {
        OwnTopicFollower follower = follower(servers.bootstrapServers());
        follower.start(new StartupEvent());
        try {
            await().atMost(Duration.ofSeconds(20)).until(guard::isOpen);
            assertThat(follower.call().getStatus()).isEqualTo(Status.UP);
        } finally {
            follower.stop(new ShutdownEvent());
        }
    }

    @Test
    void anInstanceThatStartsWithoutKafkaIsClosedAndUnready() throws InterruptedException {
        // Nobody listens there.
        OwnTopicFollower follower = follower("127.0.0.1:1");
        follower.start(new StartupEvent());
        try {
            assertThat(guard.isOpen()).isFalse();
            assertThat(follower.call().getStatus()).isEqualTo(Status.DOWN);
        } finally {
            follower.stop(new ShutdownEvent());
        }
    }

    private OwnTopicFollower follower(String bootstrapServers) {
        return new OwnTopicFollower(
                new ErasureReplay(dataSource, erasures, guard),
                guard,
                new KafkaConnection(bootstrapServers, Optional.empty()));
    }
}
