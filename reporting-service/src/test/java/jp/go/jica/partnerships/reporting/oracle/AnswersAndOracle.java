package jp.go.jica.partnerships.reporting.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.WholeTopics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Holds answers that a running service gives over HTTP against the oracle. What was asked the answer says itself. */
public final class AnswersAndOracle {

    private static final List<String> TOPICS = List.of(
            "programs.program.v1",
            "agreements.agreement.v1",
            "participants.participant.v1",
            "participants.participation.v1");
    private static final List<String> REPORTS = List.of(
            "countries",
            "offices",
            "schemes",
            "sectors",
            "prefectures",
            "local-governments",
            "facilities",
            "agreements");
    // Those of which there are reports by fiscal year.
    private static final List<String> BY_YEAR = List.of("countries", "offices");
    private static final List<String> NO_CODES = List.of("ZZ", "UNKNOWN", "UNASSIGNED", "NONE");

    private final Oracle oracle;

    AnswersAndOracle(Oracle oracle) {
        this.oracle = oracle;
    }

    /** An oracle that has been told what stands in the owners' topics at present, committed transactions only. */
    public static AnswersAndOracle ofTopics(String bootstrapServers) {
        Arrivals arrivals = new Arrivals();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            WholeTopics.read(consumer, WholeTopics.partitions(consumer, TOPICS), each -> arrivals.add(event(each)));
        }
        return new AnswersAndOracle(arrivals.known());
    }

    private static PublishedEvent event(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return PublishedEvent.of(
                        record.topic().split("\\.", -1)[1],
                        text(headers, "ce_type"),
                        UUID.fromString(text(headers, "ce_subject")),
                        Integer.parseInt(text(headers, "ce_aggregateversion")),
                        Json.read(record.value()).get("after").toString())
                .withEventId(UUID.fromString(text(headers, "ce_id")))
                .recordedAt(Instant.parse(text(headers, "ce_time")));
    }

    private static String text(Map<String, String> headers, String name) {
        String text = headers.get(name);
        if (text == null) {
            throw new IllegalArgumentException("No header " + name);
        }
        return text;
    }

    /**
     * What all named reports say otherwise than the oracle: of each of these fiscal years and of all of them as one period, and by
     * fiscal year of each country and office that is in them.
     *
     * @param ask answers a path of reporting-service
     */
    public List<String> differencesOfReports(Function<String, JsonNode> ask, int from, int to) {
        List<String> paths = new ArrayList<>();
        String all = "?from=%d&to=%d".formatted(from, to);
        for (String report : REPORTS) {
            Stream.concat(IntStream.rangeClosed(from, to).mapToObj("?fiscalYear=%d"::formatted), Stream.of(all))
                    .forEach(period -> paths.add("/v1/reports/" + report + period));
        }
        for (String report : BY_YEAR) {
            for (JsonNode row : ask.apply("/v1/reports/" + report + all).path("rows")) {
                String code = row.path("key").elements().next().asText();
                if (!NO_CODES.contains(code)) {
                    paths.add("/v1/reports/%s/%s%s".formatted(report, code, all));
                }
            }
        }
        return paths.stream()
                .flatMap(path -> differences(path, ask.apply(path)).stream())
                .toList();
    }

    /** What one answer says otherwise than the oracle. */
    List<String> differences(String path, JsonNode answer) {
        List<String> differences = new ArrayList<>();
        if (answer.path("measures").isEmpty()) {
            differences.add(path + " counts nothing");
        }
        for (JsonNode each : answer.path("measures")) {
            String measure = each.path("name").asText();
            Oracle.Answer expected = oracle.answer(question(answer, measure));
            Map<List<String>, Object> rows =
                    new TreeMap<>((one, other) -> String.join("\u0000", one).compareTo(String.join("\u0000", other)));
            for (JsonNode row : answer.path("rows")) {
                Object figure = figure(row.path("values").path(measure));
                if (!isNothing(figure)) {
                    List<String> keys = new ArrayList<>();
                    row.path("key").elements().forEachRemaining(key -> keys.add(key.asText()));
                    rows.put(keys, figure);
                }
            }
            compare(differences, "%s: %s".formatted(path, measure), rows, expected.rows());
            compare(
                    differences,
                    "%s: total of %s".formatted(path, measure),
                    figure(answer.path("total").path("values").path(measure)),
                    expected.total());
        }
        return differences;
    }

    private static void compare(List<String> differences, String what, Object answered, Object expected) {
        if (!answered.equals(expected)) {
            differences.add("%s is %s, by the oracle %s".formatted(what, answered, expected));
        }
    }

    private static Object figure(JsonNode value) {
        if (value.isTextual()) {
            return LocalDate.parse(value.textValue());
        } else if (value.isFloatingPointNumber()) {
            return value.decimalValue().setScale(4);
        }
        return value.isIntegralNumber() ? (Object) value.longValue() : "none";
    }

    private static boolean isNothing(Object figure) {
        return figure.equals(0L)
                || figure.equals("none")
                || (figure instanceof BigDecimal share && share.signum() == 0);
    }

    private static Oracle.Question question(JsonNode answer, String measure) {
        List<String> groupBy = new ArrayList<>();
        answer.path("dimensions")
                .forEach(each -> groupBy.add(each.path("dimension").asText()));
        Map<String, List<String>> filters = new HashMap<>();
        answer.path("filters").properties().forEach(filter -> {
            if (filter.getValue().isArray()) {
                List<String> codes = new ArrayList<>();
                filter.getValue().forEach(code -> codes.add(code.asText()));
                filters.put(filter.getKey(), codes);
            }
        });
        JsonNode developing = answer.path("filters").path("developing");
        String within = answer.path("filters").path("within").asText("P0D");
        return new Oracle.Question(
                measure,
                groupBy,
                LocalDate.parse(answer.path("period").path("start").asText()).getYear(),
                LocalDate.parse(answer.path("period").path("end").asText()).getYear() - 1,
                filters,
                developing.isBoolean() ? developing.booleanValue() : null,
                LocalDate.parse(answer.path("asOf").asText()),
                Integer.parseInt(within.substring(1, within.length() - 1)),
                answer.path("officeBasis").asText().equals("successor"),
                answer.path("countryBasis").asText().equals("nationality"),
                answer.path("formerCountries").asText().equals("successor"));
    }
}
