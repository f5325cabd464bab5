package jp.go.jica.partnerships.reporting.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.Published;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.reporting.freshness.Freshness;
import jp.go.jica.partnerships.reporting.quarantine.Quarantine;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.DifferenceKind;
import jp.go.jica.partnerships.reporting.reconciliation.rest.JournalsOverHttp;
import jp.go.jica.partnerships.reporting.statistics.Snapshots;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.TravellingClock;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner has recorded is here and nothing else, or it is named. */
@QuarkusTest
@WithRealServers(service = "reporting")
class ReconciliationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final TravellingClock clock = new TravellingClock();
    private final State program = Published.program(UUID.randomUUID());

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @Inject
    Jdbi jdbi;

    @Inject
    Quarantine quarantine;

    @Inject
    Snapshots snapshots;

    @Inject
    Freshness freshness;

    private JournalsOfTests journals;
    private Reconciliation reconciliation;

    @BeforeEach
    void start() {
        journals = JournalsOfTests.start(database);
        reconciliation = new Reconciliation(
                new JournalsOverHttp(
                        journals.addresses(),
                        Optional.of(journals.issuer()),
                        "reporting",
                        Optional.of("secret"),
                        clock),
                new ArrivedEvents(jdbi),
                new Findings(jdbi),
                clock);
    }

    @AfterEach
    void stop() {
        journals.close();
    }

    @Test
    void whatWasRecordedAndFoldedAgreesOnAllDays() {
        PublishedEvent first = daysAgo(program.at(1), 3);
        PublishedEvent second = daysAgo(program.at(2), 1);
        PublishedEvent third = hourAgo(program.at(3));
        journals.record(first, second, third);
        publishAndAwait(first, second, third);

        ReconciledOwner programs = compared("programs");

        assertThat(programs.state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
        assertThat(programs.aggregates())
                .allSatisfy(counts ->
                        assertThat(counts.recorded()).isPositive().isEqualTo(counts.folded() + counts.quarantined()));
        // The days that are over have been added up on both sides by now.
        assertThat(compared("programs").state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
    }

    @Test
    void eventThatNeverCameIsNamedWhenItIsStillMissingAfterAWhileAndHealsWhenItComes() {
        PublishedEvent first = daysAgo(program.at(1), 2);
        PublishedEvent missing = daysAgo(program.at(2), 2);
        journals.record(first, missing);
        publishAndAwait(first);

        assertThat(compared("programs").state()).isEqualTo(ReconciledOwner.OwnerState.CHECKING);
        ReconciledOwner later = comparedLater("programs");

        assertThat(later.state()).isEqualTo(ReconciledOwner.OwnerState.DIFFERS);
        assertThat(later.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(DifferenceKind.MISSING_HERE);
            assertThat(difference.aggregateType()).isEqualTo("program");
            assertThat(difference.aggregateId()).isEqualTo(program.id());
            assertThat(difference.version()).isEqualTo(2);
            assertThat(difference.eventId()).isEqualTo(missing.eventId());
        });
        given().auth()
                .oauth2(Tokens.analyst())
                .get("/v1/reconciliation")
                .then()
                .statusCode(200)
                .body(
                        "owners.find { it.owner == 'programs' }.differences[0].aggregateId",
                        equalTo(program.id().toString()));

        publishAndAwait(missing);
        assertThat(compared("programs").state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
    }

    @Test
    void eventThatItsOwnerDoesNotHaveIsNamed() {
        State person = Published.participant(UUID.randomUUID());
        PublishedEvent extra = daysAgo(person.at(1), 2);
        publishAndAwait(extra);

        compared("participants");
        ReconciledOwner later = comparedLater("participants");

        assertThat(later.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(DifferenceKind.UNKNOWN_THERE);
            assertThat(difference.aggregateType()).isEqualTo("participant");
            assertThat(difference.eventId()).isEqualTo(extra.eventId());
        });
        assertThat(found("agreements").state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
    }

    @Test
    void whatDiffersOnlyOnceIsNoDifference() {
        PublishedEvent slow = hourAgo(program.at(1));
        journals.record(slow);
        assertThat(compared("programs").state()).isEqualTo(ReconciledOwner.OwnerState.CHECKING);
        publishAndAwait(slow);

        assertThat(comparedLater("programs").state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
    }

    @Test
    void eventInQuarantineHasArrivedAndWhatWasGivenUpStaysListed() {
        PublishedEvent lost = hourAgo(program.at(1));
        PublishedEvent waiting = hourAgo(program.at(2));
        journals.record(lost, waiting);
        publisher.publish(waiting);
        awaitOne("select public_id from quarantined_event where event_id = '%s'".formatted(waiting.eventId()));
        compared("programs");
        ReconciledOwner later = comparedLater("programs");

        assertThat(later.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.eventId()).isEqualTo(lost.eventId()));
        assertThat(later.aggregates())
                .allSatisfy(counts -> assertThat(counts.quarantined()).isPositive());

        quarantine.discard(
                UUID.fromString(awaitOne(
                        "select public_id from quarantined_event where event_id = '%s'".formatted(waiting.eventId()))),
                "administrator-1",
                "The first one was lost");
        ReconciledOwner decided = comparedLater("programs");
        assertThat(decided.discarded())
                .anySatisfy(each -> assertThat(each.eventId()).isEqualTo(waiting.eventId()));
        assertThat(decided.differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.eventId()).isEqualTo(lost.eventId()));
    }

    @Test
    void duplicateIsCountedAndChangesNothing() {
        PublishedEvent event = hourAgo(program.at(1));
        journals.record(event);
        publishAndAwait(event);
        long before = compared("programs").aggregates().get(0).duplicates();
        publisher.publish(event);
        PublishedEvent after = hourAgo(program.at(2));
        journals.record(after);
        publishAndAwait(after);

        ReconciledOwner programs = compared("programs");

        assertThat(programs.state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
        assertThat(programs.aggregates().get(0).duplicates()).isEqualTo(before + 1);
    }

    @Test
    void ownerThatIsAwayIsToldOfAndKeepsNobodyElseFromBeingCompared() {
        Instant before = compared("programs").until();
        journals.whileAway("programs", reconciliation::compareAll);

        assertThat(found("programs")).satisfies(programs -> {
            assertThat(programs.state()).isEqualTo(ReconciledOwner.OwnerState.AWAY);
            assertThat(programs.failure()).contains("503");
            assertThat(programs.until()).isEqualTo(before);
        });
        assertThat(found("agreements").state()).isEqualTo(ReconciledOwner.OwnerState.AGREES);
        assertThat(compared("programs").failure()).isNull();
    }

    @Test
    void whatIsFoundAndHowOldItIsStandsInMetrics() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ReconciliationSchedule schedule =
                new ReconciliationSchedule(reconciliation, new Findings(jdbi), snapshots, freshness, clock, registry);
        PublishedEvent waiting = hourAgo(program.at(2));
        journals.record(hourAgo(program.at(1)), waiting);
        publisher.publish(waiting);
        awaitOne("select 1 from quarantined_event where event_id = '%s'".formatted(waiting.eventId()));
        schedule.tick();
        clock.later(LONG_ENOUGH, () -> {
            schedule.tick();
            assertThat(gauge(registry, "differences", "programs")).isEqualTo(1);
            assertThat(gauge(registry, "differences", "agreements")).isZero();
            assertThat(gauge(registry, "age", "programs")).isLessThan(60);
        });
        clock.later(LONG_ENOUGH.plusMinutes(10), () -> {
            journals.whileAway("programs", schedule::tick);
            assertThat(gauge(registry, "age", "programs")).isGreaterThanOrEqualTo(600);
            assertThat(gauge(registry, "age", "agreements")).isLessThan(60);
        });
        assertThat(registry.get("reporting.quarantine.waiting")
                        .tag("reason", "VERSION_HOLE")
                        .gauge()
                        .value())
                .isPositive();
    }

    private static double gauge(SimpleMeterRegistry registry, String name, String owner) {
        return registry.get("reporting.reconciliation." + name)
                .tag("owner", owner)
                .gauge()
                .value();
    }

    private ReconciledOwner compared(String owner) {
        reconciliation.compareAll();
        return found(owner);
    }

    private ReconciledOwner comparedLater(String owner) {
        clock.later(LONG_ENOUGH, reconciliation::compareAll);
        return found(owner);
    }

    private ReconciledOwner found(String owner) {
        return new Findings(jdbi)
                .owners().stream()
                        .filter(each -> each.owner().equals(owner))
                        .findFirst()
                        .orElseThrow();
    }

    private void publishAndAwait(PublishedEvent... events) {
        publisher.publish(events);
        for (PublishedEvent event : events) {
            awaitOne("select 1 from reports_a.folded_event where event_id = '%s'".formatted(event.eventId()));
        }
    }

    private String awaitOne(String sql) {
        return await().atMost(PATIENCE)
                .until(() -> one(sql), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> one(String sql) throws SQLException {
        try (Connection connection = database.asOwner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    private static PublishedEvent hourAgo(PublishedEvent event) {
        return event.recordedAt(event.recordedAt().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS));
    }

    private static PublishedEvent daysAgo(PublishedEvent event, int days) {
        return event.recordedAt(event.recordedAt().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS));
    }
}
