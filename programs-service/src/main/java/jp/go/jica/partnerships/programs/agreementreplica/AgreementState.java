package jp.go.jica.partnerships.programs.agreementreplica;

import java.util.Comparator;
import java.util.UUID;

/**
 * An agreement after one of its events. Each event tells the whole state, so the newest one is enough and those between may be
 * missing.
 *
 * @param signed whether it is or ever was an agreement, and no mere draft
 */
public record AgreementState(UUID id, int journalEpoch, int version, boolean signed) {

    /** A higher epoch is the history after a restore and goes before every version of the lost one. */
    public static final Comparator<AgreementState> BY_AGE =
            Comparator.comparingInt(AgreementState::journalEpoch).thenComparingInt(AgreementState::version);
}
