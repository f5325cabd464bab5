package jp.go.jica.partnerships.participants;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import org.awaitility.Awaitility;

/** Programs as their owner tells of them: of JICA Shikoku, with one run from 5 October to 20 November 2015. */
public final class PublishedPrograms {

    private final EventPublisher publisher;
    private final ServiceDatabase database;

    public PublishedPrograms(EventPublisher publisher, ServiceDatabase database) {
        this.publisher = publisher;
        this.database = database;
    }

    /** The run of a program that has arrived here. */
    public UUID runOf(String programState, String limits) {
        UUID runId = UUID.randomUUID();
        publisher.publishInTransaction(event(UUID.randomUUID(), 3, programState, run(runId, limits)));
        awaitRun(runId);
        return runId;
    }

    public UUID adoptedRun() {
        return runOf("ADOPTED", "");
    }

    /** A run of these codes, of an adopted program, with limits as in {@link #run}. */
    public UUID adoptedRun(String programCode, String runCode, String leadOffice, String limits) {
        UUID runId = UUID.randomUUID();
        publisher.publishInTransaction(PublishedEvent.of(
                "program", "programs.program-adopted.v1", UUID.randomUUID(), 3, """
            {"programCode":"%s","leadOffice":"%s","state":"ADOPTED","runs":[%s]}""".formatted(
                        programCode, leadOffice, run(runId, limits).replace("\"2015-1\"", "\"" + runCode + "\""))));
        awaitRun(runId);
        return runId;
    }

    /** The run of an adopted program with another lead office, and offices that cooperate as a JSON list. */
    public UUID adoptedRunOf(String leadOffice, String cooperatingOffices) {
        UUID runId = UUID.randomUUID();
        publisher.publishInTransaction(adopted(UUID.randomUUID(), runId, leadOffice, cooperatingOffices));
        awaitRun(runId);
        return runId;
    }

    public static PublishedEvent adopted(UUID programId, UUID runId, String leadOffice, String cooperatingOffices) {
        return PublishedEvent.of("program", "programs.program-revised.v1", programId, 3, """
            {"leadOffice":"%s","cooperatingOffices":%s,"state":"ADOPTED","runs":[%s]}""".formatted(
                        leadOffice, cooperatingOffices, run(runId, "")));
    }

    /**
     * A run of a program.
     *
     * @param limits for example {@code ,"capacity":20,"seats":[{"country":"LA","seats":2}]}
     */
    public static String run(UUID runId, String limits) {
        return "{\"id\":\"%s\",\"runCode\":\"2015-1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\"%s}"
                .formatted(runId, limits);
    }

    /** The same run on other days. */
    public static String run(UUID runId, String plannedStart, String plannedEnd) {
        return "{\"id\":\"%s\",\"runCode\":\"2015-1\",\"plannedStart\":\"%s\",\"plannedEnd\":\"%s\"}"
                .formatted(runId, plannedStart, plannedEnd);
    }

    public static PublishedEvent event(UUID programId, int version, String state, String runs) {
        return PublishedEvent.of("program", "programs.program-revised.v1", programId, version, """
            {"id":"%s","version":%d,"programCode":"JPP-2015-07","title":{"en":"Uchiwa","ja":"うちわ"},"scheme":"JPP-LG",
             "leadOffice":"SKK","state":"%s","addedLater":{"by":"its owner"},"runs":[%s]}""".formatted(
                        programId, version, state, runs));
    }

    /** The same program once it was found to have been entered in error. */
    public static PublishedEvent annulled(UUID programId, int version, String runs) {
        return PublishedEvent.of("program", "programs.program-annulled.v1", programId, version, """
            {"leadOffice":"SKK","state":"ADOPTED","annulledOn":"2016-01-01","runs":[%s]}""".formatted(runs));
    }

    public void awaitRun(UUID runId) {
        await("select count(*) = 1 from run_replica where run_id = '%s'".formatted(runId));
    }

    /** Until the question is answered with true. */
    public void await(String sql) {
        Awaitility.await(sql)
                .atMost(30, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> isTrue(sql));
    }

    public boolean isTrue(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
