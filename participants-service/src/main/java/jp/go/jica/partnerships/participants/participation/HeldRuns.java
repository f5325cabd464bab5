package jp.go.jica.partnerships.participants.participation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
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

    /** One person in one run. */
    record Seat(UUID participantId, UUID programRunId) {}

    private final Consumer<KnownRun> mayRecord;
    private final Map<RunCode, KnownRun> runs;
    private final Map<UUID, Map<CountryCode, Integer>> taken;
    private final Set<Seat> live;
    private final Map<Seat, List<Participation>> there;
    private final IdGenerator ids;
    private final Instant now;
    private final LocalDate today;

    /**
     * As it is found; what is decided afterwards is added to {@code taken} and {@code live}.
     *
     * @param mayRecord refuses a run for which the caller does not record
     * @param taken by run and country, how many places
     */
    HeldRuns(
            Consumer<KnownRun> mayRecord,
            Map<RunCode, KnownRun> runs,
            Map<UUID, Map<CountryCode, Integer>> taken,
            Set<Seat> live,
            Map<Seat, List<Participation>> there,
            IdGenerator ids,
            Instant now,
            LocalDate today) {
        this.mayRecord = mayRecord;
        this.runs = runs;
        this.taken = taken;
        this.live = live;
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
        Map<CountryCode, Integer> places = taken.computeIfAbsent(run.id(), id -> new HashMap<>());
        DomainEvent<Participation> entered = Participation.recordPast(
                ids.ordered(),
                stated.nomination(run),
                null,
                stated.past(),
                stated.seatsExceededReason(),
                run,
                person,
                TakenPlaces.of(places, stated.sendingCountry(), live.contains(seat)),
                now,
                today);
        // Whoever withdrew may come again.
        if (entered.after().progress().state() != State.WITHDRAWN) {
            live.add(seat);
        }
        places.merge(stated.sendingCountry(), 1, Integer::sum);
        return entered;
    }

    /** When what is decided here happens. */
    Instant now() {
        return now;
    }
}
