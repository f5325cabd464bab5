package jp.go.jica.partnerships.programs.agreementreplica;

import static jp.go.jica.partnerships.programs.program.PublishedAgreements.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The replica ends in the newest state of each agreement, however its events come. */
@QuarkusTest
@WithRealServers(service = "programs")
class AgreementReplicaTest {

    private static final Path EXAMPLES = Path.of("../agreements-service/contracts/examples");
    private static final String SIGNED = ",\"signedOn\":\"2011-10-25\"";

    private final UUID id = UUID.randomUUID();

    @Inject
    AgreementReplica replica;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void everythingDeliveredTwiceAndOutOfOrderEndsInTheNewestState() {
        PublishedEvent draft = event(id, 1, "DRAFT", "");
        PublishedEvent signed = event(id, 2, "SIGNED", SIGNED);
        PublishedEvent terminated = event(id, 3, "TERMINATED", SIGNED);
        publisher.publish(signed, draft, terminated);
        publisher.publishInTransaction(terminated, signed, draft);
        awaitVersion(3);
        publisher.publish(draft, signed);
        awaitEverythingBefore();
        assertThat(replica.records().find(id).orElseThrow().version()).isGreaterThanOrEqualTo(3);
        assertThatNoException().isThrownBy(() -> replica.requireSigned(id, "/agreementIds/0"));
    }

    @Test
    void aDraftWhatWasCancelledAndWhatWasEnteredInErrorIsNoAgreement() {
        publisher.publish(event(id, 1, "DRAFT", ""));
        awaitVersion(1);
        assertThat(refusal()).isEqualTo("agreement-not-signed");
        publisher.publish(event(id, 2, "SIGNED", SIGNED));
        awaitVersion(2);
        assertThat(refusal()).isEqualTo("none");
        publisher.publish(event(id, 3, "SIGNED", SIGNED + ",\"annulledOn\":\"2016-01-01\""));
        awaitVersion(3);
        assertThat(refusal()).isEqualTo("agreement-not-signed");
        publisher.publish(event(id, 4, "CANCELLED", SIGNED));
        awaitVersion(4);
        assertThat(refusal()).isEqualTo("agreement-not-signed");
    }

    @Test
    void whatWasNeverCommittedIsNeverSeen() {
        publisher.publishAborted(event(id, 7, "SIGNED", SIGNED));
        publisher.publishInTransaction(event(id, 1, "DRAFT", ""));
        awaitVersion(1);
        assertThat(replica.records().find(id).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aHistoryRestoredFromABackupGoesBeforeTheOneThatWasLost() {
        publisher.publish(event(id, 9, "SIGNED", SIGNED));
        awaitVersion(9);
        publisher.publish(event(id, 8, "DRAFT", "").inEpoch(2));
        await("select version = 8 and not usable from agreement_replica where id = '%s'".formatted(id));
    }

    @Test
    void anEventThatCannotBeReadIsNotedAndHoldsNothingUp() {
        publisher.publish(new ProducerRecord<>("agreements.agreement.v1", id.toString(), "no event at all"));
        publisher.publish(event(id, 1, "DRAFT", "").changedFrom("{}"));
        awaitVersion(1);
        await("select count(*) >= 1 from unreadable_event where topic = 'agreements.agreement.v1'");
    }

    @Test
    void aDatabaseThatIsAwayDelaysTheReplicaAndLosesNothing() {
        database.whileAway(() -> publisher.publish(event(id, 1, "DRAFT", "")));
        awaitVersion(1);
    }

    @Test
    void theExamplesOfTheOwnersContractAreUnderstood() throws IOException {
        List<Path> examples;
        try (var files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            JsonNode after = new ObjectMapper().readTree(example.toFile()).get("after");
            UUID agreement = UUID.randomUUID();
            publisher.publish(PublishedEvent.of(
                    "agreement",
                    "agreements.agreement-revised.v1",
                    agreement,
                    after.get("version").asInt(),
                    after.toString()));
            await("select usable = %s from agreement_replica where id = '%s'"
                    .formatted(after.has("signedOn") && !after.has("annulledOn"), agreement));
        }
    }

    private String refusal() {
        try {
            replica.requireSigned(id, "/agreementIds/0");
            return "none";
        } catch (Refusal refused) {
            return refused.violations().get(0).code();
        }
    }

    private void awaitVersion(int version) {
        await("select version = %d from agreement_replica where id = '%s'".formatted(version, id));
    }

    /** Events of one agreement lie in one partition, in which everything before this one has been read once it is. */
    private void awaitEverythingBefore() {
        publisher.publish(event(id, 10, "SIGNED", SIGNED));
        awaitVersion(10);
    }

    private void await(String sql) {
        Awaitility.await(sql)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> isTrue(sql));
    }

    private boolean isTrue(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                var row = connection.createStatement().executeQuery(sql)) {
            return row.next() && row.getBoolean(1);
        }
    }
}
