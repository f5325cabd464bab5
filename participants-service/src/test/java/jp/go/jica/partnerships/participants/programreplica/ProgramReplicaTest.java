package jp.go.jica.partnerships.participants.programreplica;

import static jp.go.jica.partnerships.participants.PublishedPrograms.event;
import static jp.go.jica.partnerships.participants.PublishedPrograms.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The replica ends in the newest state of each program, however its events come. */
@QuarkusTest
@WithRealServers(service = "participants")
class ProgramReplicaTest {

    private static final Path EXAMPLES = Path.of("../programs-service/contracts/examples");

    @Inject
    ProgramReplica replica;

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    private PublishedPrograms programs;

    private final UUID programId = UUID.randomUUID();
    private final UUID runId = UUID.randomUUID();

    @BeforeEach
    void programsAreTold() {
        programs = new PublishedPrograms(publisher, database);
    }

    /** Events of one program lie in one partition, in which everything before this one has been read once it is. */
    private void awaitEverythingBefore(int version) {
        UUID last = UUID.randomUUID();
        publisher.publish(event(programId, version, "COMPLETED", run(runId, "") + "," + run(last, "")));
        programs.awaitRun(last);
    }

    @Test
    void everythingDeliveredTwiceAndOutOfOrderEndsInTheNewestState() {
        PublishedEvent proposed = event(programId, 1, "PROPOSED", "");
        PublishedEvent planned = event(programId, 2, "PROPOSED", run(runId, ",\"capacity\":10"));
        PublishedEvent adopted = event(
                programId, 3, "ADOPTED", run(runId, ",\"capacity\":20,\"seats\":[{\"country\":\"LA\",\"seats\":2}]"));
        publisher.publish(planned);
        programs.awaitRun(runId);
        publisher.publishInTransaction(proposed, planned, adopted);
        publisher.publishInTransaction(adopted, proposed, planned);
        publisher.publish(planned);
        programs.await("select version = 3 from program_replica where program_id = '%s'".formatted(programId));
        KnownRun known = replica.find(runId).orElseThrow();
        assertThat(known.adopted()).isTrue();
        assertThat(known.capacity()).isEqualTo(20);
        assertThat(known.seatsOf(CountryCode.parse("LA"))).isEqualTo(2);
        assertThat(known.plannedStart()).isEqualTo(LocalDate.parse("2015-10-05"));
        publisher.publish(proposed, planned);
        UUID other = programs.adoptedRun();
        assertThat(replica.find(other)).isPresent();
        assertThat(replica.find(runId)).contains(known);
    }

    @Test
    void whatWasNotKeptOfAStateComesWithTheSameStateOnceMore() throws SQLException {
        PublishedEvent adopted = PublishedPrograms.adopted(programId, runId, "SKK", "[\"OKN\",\"YOK\"]");
        String kept = "select cooperating_offices = '{OKN,YOK}' from program_replica where program_id = '%s'"
                .formatted(programId);
        publisher.publish(adopted);
        programs.awaitRun(runId);
        assertThat(programs.isTrue(kept)).isTrue();
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("update program_replica set cooperating_offices = '{}'");
        }
        publisher.publish(adopted);
        programs.await(kept);
    }

    @Test
    void missingVersionsAreNoHoleSinceEachEventTellsEverything() {
        publisher.publish(event(programId, 7, "IMPLEMENTING", run(runId, "")));
        programs.awaitRun(runId);
        assertThat(replica.find(runId).orElseThrow().adopted()).isTrue();
    }

    @Test
    void whatWasNeverCommittedIsNeverSeen() {
        publisher.publishAborted(event(programId, 1, "ADOPTED", run(runId, "")));
        publisher.publishInTransaction(event(programId, 1, "PROPOSED", run(runId, ",\"capacity\":1")));
        programs.awaitRun(runId);
        assertThat(replica.find(runId).orElseThrow().adopted()).isFalse();
        assertThat(replica.find(runId).orElseThrow().capacity()).isEqualTo(1);
    }

    @Test
    void aHistoryRestoredFromABackupGoesBeforeTheOneThatWasLost() {
        publisher.publish(event(programId, 9, "COMPLETED", run(runId, ",\"capacity\":9")));
        programs.awaitRun(runId);
        publisher.publish(event(programId, 8, "IMPLEMENTING", run(runId, ",\"capacity\":8"))
                .inEpoch(2));
        programs.await("select version = 8 from program_replica where program_id = '%s'".formatted(programId));
        assertThat(replica.find(runId).orElseThrow().capacity()).isEqualTo(8);
    }

    @Test
    void anEventThatCannotBeReadIsNotedAndHoldsNothingUp() {
        String key = programId.toString();
        publisher.publish(new ProducerRecord<>("programs.program.v1", key, "no event at all"));
        publisher.publish(new ProducerRecord<>("programs.program.v1", key, null));
        publisher.publish(event(programId, 1, "ADOPTED", "{\"id\":\"no-uuid\"}"));
        publisher.publish(event(programId, 2, "ADOPTED", "{\"id\":\"%s\"}".formatted(runId)));
        awaitEverythingBefore(3);
        assertThat(replica.find(runId)).isPresent();
        programs.await("select count(*) >= 4 and bool_and(reason not like '%no-uuid%') from unreadable_event");
    }

    @Test
    void aDatabaseThatIsAwayDelaysTheReplicaAndLosesNothing() {
        database.whileAway(() -> publisher.publish(event(programId, 1, "ADOPTED", run(runId, ""))));
        programs.awaitRun(runId);
        assertThat(replica.find(runId)).isPresent();
    }

    @Test
    void theExamplesOfTheOwnersContractAreUnderstood() throws IOException {
        List<Path> examples;
        try (var files = Files.list(EXAMPLES)) {
            examples = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(examples).isNotEmpty();
        for (Path example : examples) {
            var after = new ObjectMapper().readTree(Files.readString(example)).get("after");
            UUID id = UUID.randomUUID();
            publisher.publish(PublishedEvent.of(
                    "program",
                    "programs.program-revised.v1",
                    id,
                    after.get("version").asInt(),
                    after.toString()));
            programs.await("select count(*) = 1 from program_replica where program_id = '%s' and state = '%s'"
                    .formatted(id, after.get("state").asText()));
            for (var run : after.get("runs")) {
                KnownRun known =
                        replica.find(UUID.fromString(run.get("id").asText())).orElseThrow();
                assertThat(known.plannedEnd())
                        .isEqualTo(LocalDate.parse(run.get("plannedEnd").asText()));
            }
        }
    }
}
