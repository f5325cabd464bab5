package jp.go.jica.partnerships.reporting.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.testing.PublishedEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How a past may arrive: the owners' events in any interleaving, in the order of each record but for some that come late or not
 * at all, some twice, with forks and events that cannot be read, in batches of any size.
 */
final class Delivery {

    private static final String POISON = "{\"id\":7}";

    private Delivery() {}

    static boolean isPoison(PublishedEvent event) {
        return event.after().equals(POISON);
    }

    static List<List<PublishedEvent>> batches(List<List<PublishedEvent>> aggregates, Random random) {
        List<Deque<PublishedEvent>> waiting = new ArrayList<>();
        for (List<PublishedEvent> events : aggregates) {
            List<PublishedEvent> order = new ArrayList<>(events);
            switch (random.nextInt(30)) {
                case 0 -> Collections.shuffle(order, random);
                case 1 -> order.remove(random.nextInt(order.size()));
                case 2 -> {
                    PublishedEvent one = order.get(random.nextInt(order.size()));
                    order.add(random.nextInt(order.size() + 1), one.withEventId(id(random)));
                }
                case 3 -> {
                    int at = random.nextInt(order.size());
                    order.set(at, order.get(at).withState(POISON));
                }
                default -> {}
            }
            if (!order.isEmpty()) {
                waiting.add(new ArrayDeque<>(order));
            }
        }
        List<PublishedEvent> arriving = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Deque<PublishedEvent> one = waiting.get(random.nextInt(waiting.size()));
            // Often several of one record in a row, as an owner writes them.
            for (int i = 0; i < 1 + random.nextInt(4) && !one.isEmpty(); i++) {
                arriving.add(one.remove());
            }
            if (random.nextInt(8) == 0) {
                arriving.add(arriving.get(random.nextInt(arriving.size())));
            }
            waiting.removeIf(Deque::isEmpty);
        }
        List<List<PublishedEvent>> batches = new ArrayList<>();
        int largest = 1 + random.nextInt(60);
        for (int from = 0; from < arriving.size(); ) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(largest));
            batches.add(arriving.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** As the consumer hands them over. */
    static List<ReceivedRecord> received(List<PublishedEvent> batch) {
        List<ReceivedRecord> records = new ArrayList<>();
        for (PublishedEvent event : batch) {
            ProducerRecord<String, String> kafka = event.toRecord();
            Map<String, String> headers = new HashMap<>();
            kafka.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            records.add(new ReceivedRecord(kafka.topic(), 0, records.size(), kafka.key(), headers, kafka.value()));
        }
        return records;
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
