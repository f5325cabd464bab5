package jp.go.jica.partnerships.participants.participant;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be of the same person. Of a record of another office only the score is told, and which office to ask.
 *
 * @param participantId null if the caller may not know of it
 * @param score from 0 to 1
 * @param reasons what of them is alike; null if the caller may not know of it
 * @param offices for which it was registered, {@code *} for all
 */
public record DuplicateCandidate(
        @Nullable UUID participantId,
        double score,
        @Nullable List<Likeness.Reason> reasons,
        List<String> offices) {}
