package jp.go.jica.partnerships.participants.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.bulk.BatchKind;
import jp.go.jica.partnerships.bulk.sheet.Sheet;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.participants.participant.DuplicateCandidate;
import jp.go.jica.partnerships.participants.participant.ListedPersons;
import jp.go.jica.partnerships.participants.participant.ListedPersons.Listed;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participation.HeldRuns;
import jp.go.jica.partnerships.participants.participation.ListedParticipations;
import jp.go.jica.partnerships.participants.participation.Participation;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import org.jspecify.annotations.Nullable;

/**
 * Who took part in which runs, many runs in one file: each row finds the person by number, or registers one, and enters a
 * participation that was accepted or is of the past.
 */
@ApplicationScoped
public class Cohorts implements BatchKind<CohortMember> {

    private final ListedPersons persons;
    private final ListedParticipations participations;

    public Cohorts(ListedPersons persons, ListedParticipations participations) {
        this.persons = persons;
        this.participations = participations;
    }

    @Override
    public String name() {
        return "participations";
    }

    @Override
    public String permission() {
        return Permissions.RECORD;
    }

    @Override
    public Sheet sheet() {
        return CohortColumns.SHEET;
    }

    @Override
    public Class<CohortMember> type() {
        return CohortMember.class;
    }

    @Override
    public Batch<CohortMember> begin(List<CohortMember> stated) {
        Map<String, @Nullable Listed> there = persons.withNumbers(stated.stream()
                .map(member -> member.person().participantNumber())
                .collect(Collectors.toSet()));
        Set<UUID> known =
                there.values().stream().filter(Objects::nonNull).map(Listed::id).collect(Collectors.toSet());
        return new Members(
                there,
                participations.hold(stated.stream().map(CohortMember::run).collect(Collectors.toSet()), known));
    }

    /** The rows of one transaction, decided on in the order of the file. */
    private final class Members implements Batch<CohortMember> {

        private final Map<String, @Nullable Listed> listed;
        private final HeldRuns runs;
        private final Map<Listed, StatedRow> begun = new LinkedHashMap<>();
        private final List<DomainEvent<Participation>> entered = new ArrayList<>();

        Members(Map<String, @Nullable Listed> there, HeldRuns runs) {
            this.listed = new HashMap<>(there);
            this.runs = runs;
        }

        @Override
        public Outcome take(CohortMember stated, StatedRow row) {
            KnownRun run = runs.run(stated.run());
            String number = stated.person().participantNumber();
            boolean isNew = !listed.containsKey(number);
            Listed person = isNew ? persons.begin(stated.person()) : listed.get(number);
            if (person == null) {
                throw ListedPersons.takenElsewhere();
            }
            if (!isNew) {
                row.requireTrueOf(Map.of(CohortColumns.PERSON, person.person()), CohortColumns.PERSON);
            }
            List<Participation> there = runs.of(person.id(), run);
            if (!there.isEmpty()) {
                Participation last = there.get(there.size() - 1);
                row.requireTrueOf(new CohortMember.There(stated.run(), person.person(), last));
                if (last.annulledOn() != null) {
                    throw Refusal.stateConflict(
                            "participation-annulled", "This participation was entered in error and annulled");
                }
                return Outcome.UNCHANGED;
            }
            entered.add(runs.enter(stated.participation(person.id(), run.id()), run, PersonFacts.of(person.person())));
            if (isNew) {
                listed.put(number, person);
                begun.put(person, row);
            }
            return Outcome.CREATED;
        }

        @Override
        public void settle() {
            Map<UUID, List<DuplicateCandidate>> alike = persons.register(begun.keySet());
            participations.record(entered, runs);
            begun.forEach((person, row) ->
                    alike.getOrDefault(person.id(), List.of()).forEach(candidate -> row.warn(flag(candidate))));
        }

        private static Violation flag(DuplicateCandidate candidate) {
            return new Violation(
                    "/person/participantNumber",
                    "possible-duplicate",
                    candidate.participantId() == null
                            ? "May be the same person as one of the offices %s (score %s)"
                                    .formatted(String.join(", ", candidate.offices()), candidate.score())
                            : "May be the same person as the participant %s (score %s: %s)"
                                    .formatted(candidate.participantId(), candidate.score(), candidate.reasons()));
        }
    }
}
