package jp.go.jica.partnerships.participants.accesslog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has seen a person's data, or has tried to.
 *
 * @param participantId whose
 * @param accessedAt by the database's clock
 * @param actor subject id of who has seen it, never a name
 * @param operation by which it was asked for, {@code GET /v1/participants/{id}}
 * @param traceId of the request
 * @param shown false for who tried and was wrong about the person
 */
public record AccessEntry(
        UUID id,
        UUID participantId,
        Instant accessedAt,
        String actor,
        AccessPurpose purpose,
        String operation,
        @Nullable String traceId,
        boolean shown) {}
