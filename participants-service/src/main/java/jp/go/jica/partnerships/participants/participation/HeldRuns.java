package jp.go.jica.partnerships.participants.participation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.participants.programreplica.RunCode;
import jp.go.jica.partnerships.referencedata.CountryCode;

/**
 * Some runs into which nobody else can take anybody at the moment, and who is in them: right as long as the transaction
 * lasts that holds them. What is decided here counts for what is decided afterwards.
 */
public final class HeldRuns {

    /** How many places of a run are taken, by country. */
    record Taken(Map<CountryCode, Integer> byCountry) {

        int all() {
            return byCountry.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** One person in one run. */
    record Seat(UUID participantId, UUID programRunId) {}

    private final Consumer<KnownRun> mayRecord;
    private final Map<RunCode, KnownRun> runs;
    private final Map<UUID, Taken> taken;
    private final Set<Seat> live;
    private final Map<Seat, List<Participation>> there;
    private final IdGenerator ids;
    private final Instant now;
    private final LocalDate today;

    /** @param mayRecord refuses a run for which the caller does not record */
    HeldRuns(
            Consumer<KnownRun> mayRecord,
            Map<RunCode, KnownRun> runs,
            Map<UUID, Taken> taken,
            Set<Seat> live,
            Map<Seat, List<Participation>> there,
            IdGenerator ids,
            Instant now,
            LocalDate today) {
        this.mayRecord = mayRecord;
        this.runs = runs;
        this.taken = new HashMap<>(taken);
        this.live = new HashSet<>(live);
        this.there = there;
        this.ids = ids;
        this.now = now;
        this.today = today;
    }

    /** The run of this code, if the caller records for it. */
    public KnownRun run(RunCode code) {
        KnownRun run = runs.get(code);
        if (run == null) {
            throw Refusal.unknownReference("/runCode", "The run %s is not known here".formatted(code));
        }
        mayRecord.accept(run);
        return run;
    }

    /** All participations of a person in a run, from before this transaction. */
    public List<Participation> of(UUID participantId, KnownRun run) {
        return there.getOrDefault(new Seat(participantId, run.id()), List.of());
    }

    /** Enters one, by the rules of a participation of the past. */
    public DomainEvent<Participation> enter(NewParticipation stated, KnownRun run, PersonFacts person) {
        Seat seat = new Seat(stated.participantId(), run.id());
        Taken places = taken.getOrDefault(run.id(), new Taken(Map.of()));
        DomainEvent<Participation> entered = Participation.recordPast(
                ids.ordered(),
                stated.nomination(run),
                null,
                stated.past(),
                stated.seatsExceededReason(),
                run,
                person,
                new TakenPlaces(
                        places.all(), places.byCountry().getOrDefault(stated.sendingCountry(), 0), live.contains(seat)),
                now,
                today);
        // Whoever withdrew may come again.
        if (entered.after().progress().state() != State.WITHDRAWN) {
            live.add(seat);
        }
        Map<CountryCode, Integer> byCountry = new HashMap<>(places.byCountry());
        byCountry.merge(stated.sendingCountry(), 1, Integer::sum);
        taken.put(run.id(), new Taken(byCountry));
        return entered;
    }

    /** When what is decided here happens. */
    Instant now() {
        return now;
    }
}
