package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The relay as production runs it: the same connector file, the same roles, the same journal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RelayIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> AGGREGATES = List.of(
            "0190f6a0-0000-7000-8000-000000000001",
            "0190f6a0-0000-7000-8000-000000000002",
            "0190f6a0-0000-7000-8000-000000000003");

    private final RelayOfTests relay;
    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> received = new ArrayList<>();
    private int versions;

    RelayIT(@TempDir Path folder) throws Exception {
        relay = new RelayOfTests(folder);
        consumer = relay.consumer("programs.program.v1");
    }

    @BeforeAll
    void appendTwoVersionsAndOnlyThenStartTheRelay() throws Exception {
        appendVersion();
        appendVersion();
        relay.putConnector();
        await().atMost(LIMIT).until(relay::connectorRuns);
        appendVersion();
    }

    @AfterAll
    void stop() throws Exception {
        consumer.close();
        relay.stop();
    }

    @Test
    @Order(1)
    void whatWasThereBeforeAndWhatComesAfterArrivesInOrderOfVersions() {
        awaitVersions();

        assertThat(received).hasSize(versions * AGGREGATES.size());
        assertThat(firstSeen()).allSatisfy((aggregate, seen) -> assertThat(seen).isEqualTo(oneTo(versions)));
    }

    @Test
    @Order(2)
    void recordIsACloudEventInBinaryMode() {
        ConsumerRecord<String, String> record = received.get(0);

        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "programs.program-proposed.v1")
                .containsEntry("ce_source", "/programs")
                .containsEntry("ce_subject", record.key())
                .containsEntry("ce_dataschema", "https://example.org/program-proposed.json")
                .containsEntry("ce_aggregateversion", "1")
                .containsEntry("ce_actor", "recorder-SKK")
                .containsEntry("ce_journalepoch", "1")
                .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_id");
        assertThat(Instant.parse(headers.getOrDefault("ce_time", ""))).isBefore(Instant.now());
        assertThat(record.value()).isEqualTo("{\"after\": {\"title\": \"丸亀\"}, \"before\": null}");
    }

    @Test
    @Order(3)
    void heartbeatTellsTheTimeOfTheDatabaseAndMovesTheSlotOfAnIdleOwner() throws Exception {
        String confirmed = confirmedPosition();
        try (KafkaConsumer<String, String> heartbeats = relay.consumer("programs.heartbeat.v1")) {
            List<Instant> beats = new ArrayList<>();
            await().atMost(LIMIT).until(() -> {
                heartbeats.poll(Duration.ofMillis(100)).forEach(beat -> beats.add(Instant.parse(beat.value())));
                return beats.size() >= 3;
            });
            assertThat(beats).isSorted();
        }
        await().atMost(LIMIT).until(() -> !confirmed.equals(confirmedPosition()));
    }

    @Test
    @Order(4)
    void lostSlotReplaysTheJournalAndSkipsNothing() throws Exception {
        stopRelay();
        appendVersion();
        dropSlot();
        appendVersion();
        relay.ask("resume");

        awaitVersions();

        assertThat(firstSeen()).allSatisfy((aggregate, seen) -> assertThat(seen).isEqualTo(oneTo(versions)));
    }

    @Test
    @Order(5)
    void slotMadeAnewByOtherHandsReplaysTheJournalToo() throws Exception {
        awaitStreaming();
        stopRelay();
        dropSlot();
        appendVersion();
        relay.as(
                Service.PROGRAMS.relayRole(),
                "select pg_create_logical_replication_slot('programs_journal', 'pgoutput', false, false, true)");
        appendVersion();
        relay.ask("resume");

        awaitVersions();

        assertThat(firstSeen()).allSatisfy((aggregate, seen) -> assertThat(seen).isEqualTo(oneTo(versions)));
    }

    @Test
    @Order(6)
    void lostBusIsFilledFromTheJournalByWhatIsThereAnyway() throws Exception {
        awaitStreaming();
        Map<String, String> before = told();
        consumer.close();
        received.clear();

        relay.loseBus(this::appendVersion);
        relay.putConnector();
        consumer = relay.consumer("programs.program.v1");
        appendVersion();
        awaitVersions();

        assertThat(firstSeen()).allSatisfy((aggregate, seen) -> assertThat(seen).isEqualTo(oneTo(versions)));
        assertThat(told()).containsAllEntriesOf(before);
    }

    /** One event more of each aggregate, in one transaction. */
    private void appendVersion() throws Exception {
        versions++;
        relay.as(Service.PROGRAMS.role(), """
                insert into domain_event
                  (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema, actor, traceparent, data)
                select gen_random_uuid(), 'program', aggregate::uuid, %d, 'programs.program-proposed.v1',
                  'https://example.org/program-proposed.json', 'recorder-SKK',
                  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '{"before":null,"after":{"title":"丸亀"}}'
                from unnest(string_to_array('%s', ',')) aggregate""".formatted(versions, String.join(",", AGGREGATES)));
    }

    private void stopRelay() throws Exception {
        relay.ask("stop");
        await().atMost(LIMIT).until(() -> slot("active::text").equals("false"));
    }

    // Until it has streamed something after a replay, the relay does not know how far it had come (ADR 0021).
    private void awaitStreaming() throws Exception {
        String confirmed = confirmedPosition();
        await().atMost(LIMIT).until(() -> !confirmed.equals(confirmedPosition()));
    }

    private void dropSlot() throws Exception {
        relay.as(Service.PROGRAMS.relayRole(), "select pg_drop_replication_slot('programs_journal')");
    }

    private String confirmedPosition() throws Exception {
        return slot("confirmed_flush_lsn::text");
    }

    private String slot(String column) throws Exception {
        return relay.as(
                Service.PROGRAMS.relayRole(),
                "select " + column + " from pg_replication_slots where slot_name = 'programs_journal'");
    }

    private void awaitVersions() {
        await().atMost(LIMIT).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(received::add);
            Map<String, List<Integer>> seen = firstSeen();
            return seen.size() == AGGREGATES.size() && seen.values().stream().allMatch(list -> list.contains(versions));
        });
    }

    /** By event, the whole record. */
    private Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        for (ConsumerRecord<String, String> record : received) {
            told.put(
                    new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8),
                    record.key() + record.value() + record.headers());
        }
        return told;
    }

    /** By aggregate, its versions in the order in which each came for the first time. */
    private Map<String, List<Integer>> firstSeen() {
        Map<String, List<Integer>> seen = new TreeMap<>();
        for (ConsumerRecord<String, String> record : received) {
            int version = Integer.parseInt(new String(
                    record.headers().lastHeader("ce_aggregateversion").value(), StandardCharsets.UTF_8));
            List<Integer> versionsOfOne = seen.computeIfAbsent(record.key(), key -> new ArrayList<>());
            if (!versionsOfOne.contains(version)) {
                versionsOfOne.add(version);
            }
        }
        return seen;
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
