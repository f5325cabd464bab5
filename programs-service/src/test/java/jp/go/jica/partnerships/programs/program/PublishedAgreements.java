package jp.go.jica.partnerships.programs.program;

import java.util.UUID;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.PublishedEvent;

/** Agreements as their owner tells of them. */
public final class PublishedAgreements {

    private final EventPublisher publisher;

    public PublishedAgreements(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /** One under which a program can run. */
    public UUID signed() {
        UUID id = UUID.randomUUID();
        publisher.publishInTransaction(event(id, 2, "SIGNED", ",\"signedOn\":\"2011-10-25\""));
        return id;
    }

    /** What has not been signed. */
    public UUID draft() {
        UUID id = UUID.randomUUID();
        publisher.publishInTransaction(event(id, 1, "DRAFT", ""));
        return id;
    }

    public static PublishedEvent event(UUID id, int version, String state, String more) {
        return PublishedEvent.of(
                "agreement", "agreements.agreement-revised.v1", id, version, """
            {"id":"%s","version":%d,"agreementNumber":"A-1","state":"%s","addedLater":{"by":"its owner"}%s}""".formatted(id, version, state, more));
    }
}
