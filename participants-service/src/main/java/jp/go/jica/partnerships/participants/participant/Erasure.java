package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That a person's data was erased.
 *
 * @param erasedAt when the person's key was destroyed
 * @param completeOn the day from which no backup holds the key either
 */
public record Erasure(UUID id, UUID participantId, ErasureReason reason, Instant erasedAt, LocalDate completeOn) {}
