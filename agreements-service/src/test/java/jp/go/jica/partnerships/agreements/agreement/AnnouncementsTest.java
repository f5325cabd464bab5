package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.drafted;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.inForce;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.read;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.signed;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.go.jica.partnerships.agreements.TestClock;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes true by its date is told once, whenever and wherever it is looked for. */
@QuarkusTest
@WithRealServers(service = "agreements")
class AnnouncementsTest {

    @FromServers
    ServiceDatabase database;

    @Inject
    Announcements announcements;

    @Inject
    TestClock clock;

    @BeforeEach
    void nothingIsDue() throws SQLException {
        database.empty("agreement_due", "agreement", "domain_event");
        try (var connection = database.asService();
                var update =
                        connection.prepareStatement("update agreement_clock set announced_through = '1900-01-01'")) {
            update.executeUpdate();
        }
    }

    private void announceAll() {
        boolean more;
        do {
            more = announcements.announceSome();
        } while (more);
    }

    private static String until(LocalDate end, String more) {
        return "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"%s\"%s".formatted(end, more);
    }

    private static LocalDate today() {
        return Tokyo.today(Clock.systemUTC());
    }

    @Test
    void anExpiryIsToldOnTheDayAfterTheLastOneAndTheAnswerIsRightBefore() throws SQLException {
        LocalDate end = today().plusDays(3);
        Response agreement = signed(drafted(until(end, "")), "2015-03-20");
        announceAll();
        clock.later(Duration.ofDays(3), this::announceAll);
        assertThat(told()).isEmpty();
        assertThat(inForce(agreement, end.plusDays(1).toString())).isFalse();
        clock.later(Duration.ofDays(4), this::announceAll);
        assertThat(told()).containsExactly("agreements.agreement-expired.v1 system:agreements-clock");
        read(agreement).then().body("expiredOn", equalTo(end.toString())).body("state", equalTo("SIGNED"));
    }

    @Test
    void whenTheClockJumpsAYearTwoInstancesTellEachExpiryAndEachRenewalOnce() throws Exception {
        LocalDate end = today().plusDays(20);
        for (int i = 0; i < 70; i++) {
            signed(drafted(until(end.plusDays(i), "")), "2015-03-20");
        }
        signed(drafted(until(end, ",\"automaticRenewal\":{\"months\":1,\"noticeDays\":0}")), "2015-03-20");
        long renewals = ChronoUnit.MONTHS.between(end.plusDays(1), today().plusDays(400)) + 1;
        clock.later(Duration.ofDays(400), () -> {
            var instances = Executors.newFixedThreadPool(4);
            try {
                List<Callable<Void>> ticks = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ticks.add(() -> {
                        announceAll();
                        return null;
                    });
                }
                for (Future<Void> tick : instances.invokeAll(ticks)) {
                    tick.get();
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            } finally {
                instances.shutdownNow();
            }
            announceAll();
        });
        assertThat(told().stream().filter(each -> each.contains("expired"))).hasSize(70);
        assertThat(told().stream().filter(each -> each.contains("renewed"))).hasSize((int) renewals);
        try (var connection = database.asService();
                var row = connection
                        .createStatement()
                        .executeQuery("select count(*), count(distinct aggregate_id) from domain_event"
                                + " where type = 'agreements.agreement-expired.v1'")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(row.getInt(2)).isEqualTo(70);
        }
    }

    @Test
    void whatIsEnteredAfterwardsIsToldWithTheNextDay() throws SQLException {
        announceAll();
        Response agreement = signed(drafted(), "2015-03-20");
        announceAll();
        assertThat(told()).isEmpty();
        clock.later(Duration.ofDays(1), this::announceAll);
        assertThat(told()).hasSize(1);
        read(agreement).then().body("expiredOn", equalTo("2016-03-31"));
        // Told too early: it had been renewed.
        step(read(agreement), "renewals", "{\"agreedOn\":\"2016-03-31\"}")
                .then()
                .body("expiredOn", nullValue());
        clock.later(Duration.ofDays(2), this::announceAll);
        assertThat(told()).hasSize(1);
    }

    private List<String> told() throws SQLException {
        try (var connection = database.asService();
                var rows = connection
                        .createStatement()
                        .executeQuery("select type || ' ' || actor from domain_event where actor like 'system:%'")) {
            List<String> told = new ArrayList<>();
            while (rows.next()) {
                told.add(rows.getString(1));
            }
            return told;
        }
    }
}
