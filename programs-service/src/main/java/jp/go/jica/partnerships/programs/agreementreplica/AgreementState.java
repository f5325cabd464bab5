package jp.go.jica.partnerships.programs.agreementreplica;

import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReplicatedState;

/**
 * An agreement after one of its events. Each event tells the whole state, so the newest one is enough and those between may be
 * missing.
 *
 * @param signed whether it is or ever was an agreement, and no mere draft
 */
public record AgreementState(UUID id, int journalEpoch, int version, boolean signed) implements ReplicatedState {}
