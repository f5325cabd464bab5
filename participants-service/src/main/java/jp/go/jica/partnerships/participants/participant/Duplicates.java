package jp.go.jica.partnerships.participants.participant;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    public Duplicates(Persons persons) {
        this.persons = persons;
    }

    /** The most alike first. */
    List<DuplicateCandidate> of(UUID id, Person person) {
        return of(Map.of(id, person)).getOrDefault(id, List.of());
    }

    /** The same for many who are stored here; who is like nobody is not in the answer. */
    Map<UUID, List<DuplicateCandidate>> of(Map<UUID, Person> asked) {
        Map<UUID, Set<UUID>> near = persons.near(asked);
        Set<UUID> all = near.values().stream().flatMap(Set::stream).collect(toSet());
        if (all.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Person> opened = persons.of(all);
        Set<UUID> known = persons.visibleAmong(all);
        Map<UUID, List<String>> offices = persons.officesOf(all);
        Map<UUID, List<DuplicateCandidate>> found = new HashMap<>();
        near.forEach((id, others) -> {
            List<DuplicateCandidate> candidates = new ArrayList<>();
            for (UUID other : others) {
                Person who = opened.get(other);
                Likeness likeness = who == null ? null : Likeness.of(Objects.requireNonNull(asked.get(id)), who);
                if (likeness != null && likeness.score() >= Likeness.SUSPICIOUS) {
                    candidates.add(candidate(
                            known.contains(other) ? other : null, likeness, offices.getOrDefault(other, List.of())));
                }
            }
            candidates.sort(Comparator.comparingDouble(DuplicateCandidate::score)
                    .reversed()
                    .thenComparing(candidate -> String.valueOf(candidate.participantId())));
            found.put(id, candidates.stream().limit(MOST).toList());
        });
        return found;
    }

    private static DuplicateCandidate candidate(@Nullable UUID known, Likeness likeness, List<String> offices) {
        return new DuplicateCandidate(
                known, likeness.score(), known == null ? null : List.copyOf(likeness.reasons()), offices);
    }
}
