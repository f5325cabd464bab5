package jp.go.jica.partnerships.journal.digest;

import java.time.Instant;
import java.util.UUID;

/** One event of a bucket. */
public record DigestEntry(String aggregateType, UUID aggregateId, int version, UUID eventId, Instant recordedAt) {}
