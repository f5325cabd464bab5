package jp.go.jica.partnerships.participants.participation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participant.Persons;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.participants.programreplica.ProgramReplica;
import jp.go.jica.partnerships.referencedata.Tokyo;

/** What may be done with participations; each command is one transaction with one event. */
@ApplicationScoped
@Transactional
public class ParticipationCommands {

    private final Participations participations;
    private final Persons persons;
    private final ProgramReplica replica;
    private final IdGenerator ids;
    private final Clock clock;

    public ParticipationCommands(
            Participations participations, Persons persons, ProgramReplica replica, IdGenerator ids, Clock clock) {
        this.participations = participations;
        this.persons = persons;
        this.replica = replica;
        this.ids = ids;
        this.clock = clock;
    }

    /** A nomination, or a participation of the past where dates are told. */
    public Participation enter(NewParticipation stated) {
        participations.requireLeadOffice(known(stated.programRunId()));
        return stated.tellsThePast() ? recordPast(stated) : nominate(stated);
    }

    private Participation nominate(NewParticipation stated) {
        KnownRun run = known(stated.programRunId());
        personOf(stated.participantId());
        return participations.record(Participation.nominate(ids.ordered(), stated.nomination(run), now()), run);
    }

    private Participation recordPast(NewParticipation stated) {
        KnownRun run = locked(stated.programRunId());
        PersonFacts person = personOf(stated.participantId());
        TakenPlaces taken = participations.taken(run.id(), stated.sendingCountry(), stated.participantId());
        return participations.record(
                Participation.recordPast(
                        ids.ordered(), stated.nomination(run), stated.dates(), run, person, taken, now(), today()),
                run);
    }

    public Participation accept(UUID id, Precondition precondition, LocalDate on) {
        UUID runId = participations.required(id).nomination().programRunId();
        KnownRun run = locked(runId);
        Participation participation = participations.required(id, run, precondition);
        Nomination nomination = participation.nomination();
        TakenPlaces taken = participations.taken(runId, nomination.sendingCountry(), nomination.participantId());
        return participations.record(
                participation.accept(on, run, personOf(nomination.participantId()), taken, today()), run);
    }

    public Participation arrive(UUID id, Precondition precondition, LocalDate on) {
        return step(id, precondition, (participation, run) -> participation.arrive(on, run, today()));
    }

    public Participation complete(UUID id, Precondition precondition, LocalDate on) {
        return step(id, precondition, (participation, run) -> participation.complete(on, run, today()));
    }

    public Participation withdraw(UUID id, Precondition precondition, LocalDate on) {
        return step(id, precondition, (participation, run) -> participation.withdraw(on, run, today()));
    }

    private Participation step(
            UUID id, Precondition precondition, BiFunction<Participation, KnownRun, DomainEvent<Participation>> verb) {
        KnownRun run = known(participations.required(id).nomination().programRunId());
        return participations.record(verb.apply(participations.required(id, run, precondition), run), run);
    }

    private KnownRun known(UUID runId) {
        return replica.find(runId).orElseThrow(() -> KnownRun.unknown(runId));
    }

    private KnownRun locked(UUID runId) {
        return replica.lock(runId).orElseThrow(() -> KnownRun.unknown(runId));
    }

    private PersonFacts personOf(UUID participantId) {
        return persons.factsOf(participantId)
                .orElseThrow(() -> Refusal.unknownReference(
                        "/participantId", "There is no participant %s".formatted(participantId)));
    }

    private Instant now() {
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private LocalDate today() {
        return Tokyo.today(clock);
    }
}
