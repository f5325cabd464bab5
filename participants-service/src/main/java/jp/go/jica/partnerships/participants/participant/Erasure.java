package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a person's data was erased.
 *
 * @param id follows from the participant's, so that it is found under the same address in a restored database
 * @param reason null where a restored database has lost it
 * @param erasedAt when the person's key was destroyed
 * @param completeOn the day from which no backup holds the key either
 */
public record Erasure(
        UUID id, UUID participantId, @Nullable ErasureReason reason, Instant erasedAt, LocalDate completeOn) {}
