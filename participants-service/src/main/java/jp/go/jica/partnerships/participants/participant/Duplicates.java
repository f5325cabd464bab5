package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records that may be of the same person, whichever office they are of. They are shown and never joined by themselves.
 * Keyed hashes choose the candidates; only those are opened.
 */
@ApplicationScoped
public class Duplicates {

    private static final int MOST = 20;

    private final Persons persons;
    private final BlindIndex index;

    public Duplicates(Persons persons, BlindIndex index) {
        this.persons = persons;
        this.index = index;
    }

    /** The most alike first. */
    List<DuplicateCandidate> of(UUID id, Person person) {
        List<UUID> near = persons.near(id, index.all(person.name(), person.birthDate()));
        Set<UUID> known = persons.visibleAmong(near);
        Map<UUID, List<String>> offices = persons.officesOf(near);
        List<DuplicateCandidate> candidates = new ArrayList<>();
        persons.of(near).forEach((other, who) -> {
            Likeness likeness = Likeness.of(person, who);
            if (likeness.score() >= Likeness.SUSPICIOUS) {
                candidates.add(candidate(
                        known.contains(other) ? other : null, likeness, offices.getOrDefault(other, List.of())));
            }
        });
        candidates.sort(Comparator.comparingDouble(DuplicateCandidate::score)
                .reversed()
                .thenComparing(candidate -> String.valueOf(candidate.participantId())));
        return candidates.stream().limit(MOST).toList();
    }

    private static DuplicateCandidate candidate(@Nullable UUID known, Likeness likeness, List<String> offices) {
        return new DuplicateCandidate(
                known, likeness.score(), known == null ? null : List.copyOf(likeness.reasons()), offices);
    }
}
