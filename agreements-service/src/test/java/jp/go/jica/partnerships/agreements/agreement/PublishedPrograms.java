package jp.go.jica.partnerships.agreements.agreement;

import java.util.UUID;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.PublishedEvent;

/** Programs as their owner tells of them. */
final class PublishedPrograms {

    private final EventPublisher publisher;

    PublishedPrograms(EventPublisher publisher) {
        this.publisher = publisher;
    }

    UUID adopted() {
        UUID id = UUID.randomUUID();
        publisher.publishInTransaction(event(id, 2, ""));
        return id;
    }

    UUID annulled() {
        UUID id = UUID.randomUUID();
        publisher.publishInTransaction(event(id, 3, ",\"annulledOn\":\"2026-01-01\""));
        return id;
    }

    static PublishedEvent event(UUID id, int version, String more) {
        return PublishedEvent.of(
                "program", "programs.program-revised.v1", id, version, """
            {"id":"%s","version":%d,"programCode":"P-1","state":"ADOPTED","addedLater":{"by":"its owner"}%s}""".formatted(id, version, more));
    }
}
