package jp.go.jica.partnerships.journal.consume;

import java.util.Comparator;
import java.util.UUID;

/**
 * An aggregate of another service after one of its events, as far as it is needed here. Each event tells the whole state, so the
 * newest one is enough and those between may be missing.
 */
public interface ReplicatedState {

    /** A higher epoch is the history after a restore and goes before every version of the lost one. */
    Comparator<ReplicatedState> BY_AGE =
            Comparator.comparingInt(ReplicatedState::journalEpoch).thenComparingInt(ReplicatedState::version);

    UUID id();

    int journalEpoch();

    int version();
}
