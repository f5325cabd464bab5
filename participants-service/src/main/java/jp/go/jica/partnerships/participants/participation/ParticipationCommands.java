package jp.go.jica.partnerships.participants.participation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participant.Persons;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.participants.programreplica.ProgramReplica;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/** What may be done with participations; each command is one transaction with one event, but a replacement has two. */
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
        return participations.record(begun(ids.ordered(), stated, null), known(stated.programRunId()));
    }

    private DomainEvent<Participation> begun(UUID id, NewParticipation stated, @Nullable UUID replaces) {
        return stated.tellsThePast() ? pastRecorded(id, stated, replaces) : nominated(id, stated, replaces);
    }

    private DomainEvent<Participation> nominated(UUID id, NewParticipation stated, @Nullable UUID replaces) {
        KnownRun run = locked(stated.programRunId());
        personOf(stated.participantId());
        // The index keeps one record from taking part twice, and this whoever has several.
        participations
                .taken(run.id(), stated.sendingCountry(), stated.participantId())
                .requireNotYet();
        return Participation.nominate(id, stated.nomination(run), replaces, run, now());
    }

    private DomainEvent<Participation> pastRecorded(UUID id, NewParticipation stated, @Nullable UUID replaces) {
        KnownRun run = locked(stated.programRunId());
        PersonFacts person = personOf(stated.participantId());
        TakenPlaces taken = participations.taken(run.id(), stated.sendingCountry(), stated.participantId());
        return Participation.recordPast(
                id,
                stated.nomination(run),
                replaces,
                stated.past(),
                stated.seatsExceededReason(),
                run,
                person,
                taken,
                now(),
                today());
    }

    /** The change goes from what may be changed to what it shall be. */
    public Participation revise(UUID id, Precondition precondition, UnaryOperator<Revision> change) {
        return step(
                id,
                precondition,
                (participation, run) -> participation.revise(
                        change.apply(participation.nomination().revision()), run));
    }

    public Participation accept(
            UUID id, Precondition precondition, LocalDate on, @Nullable SeatsExceededReason exceeding) {
        return step(id, precondition, this::locked, (participation, run) -> {
            Nomination nomination = participation.nomination();
            return participation.accept(
                    on,
                    exceeding,
                    run,
                    personOf(nomination.participantId()),
                    participations.taken(run.id(), nomination.sendingCountry(), nomination.participantId()),
                    today());
        });
    }

    public Participation reject(UUID id, Precondition precondition, LocalDate on, EndReason reason) {
        return step(id, precondition, (participation, run) -> participation.reject(on, reason, run, today()));
    }

    public Participation cancel(UUID id, Precondition precondition, LocalDate on, EndReason reason) {
        return step(id, precondition, (participation, run) -> participation.cancel(on, reason, run, today()));
    }

    public Participation noShow(UUID id, Precondition precondition, LocalDate on, EndReason reason) {
        return step(id, precondition, (participation, run) -> participation.noShow(on, reason, run, today()));
    }

    public Participation arrive(UUID id, Precondition precondition, LocalDate on) {
        return step(id, precondition, (participation, run) -> participation.arrive(on, run, today()));
    }

    public Participation complete(UUID id, Precondition precondition, LocalDate on) {
        return step(id, precondition, (participation, run) -> participation.complete(on, run, today()));
    }

    public Participation withdraw(UUID id, Precondition precondition, LocalDate on, @Nullable EndReason reason) {
        return step(id, precondition, (participation, run) -> participation.withdraw(on, reason, run, today()));
    }

    /** Gives the place of one person to another, in two events: the place that is given, and who it is given to. */
    public Participation replace(UUID id, Precondition precondition, Replacement replacement) {
        KnownRun run = locked(participations.required(id).nomination().programRunId());
        Participation replaced = participations.required(id, run, precondition);
        UUID successorId = ids.ordered();
        participations.record(
                replaced.replace(
                        successorId, replacement.participantId(), participations.isAnnulled(replaced.replacedBy())),
                run);
        // Counted after the place has become free.
        return participations.record(begun(successorId, replacement.insteadOf(replaced.nomination()), id), run);
    }

    /** The change goes from what may have been wrong to what it shall be. */
    public Participation correct(
            UUID id, Precondition precondition, CorrectionReason reason, UnaryOperator<Corrected> change) {
        return step(id, precondition, this::locked, (participation, run) -> {
            Corrected corrected = change.apply(participation.uncorrected());
            TakenPlaces taken = participations.taken(
                    run.id(),
                    corrected.stated().sendingCountry(),
                    participation.nomination().participantId());
            return participation.correct(corrected, reason, run, taken, today());
        });
    }

    public Participation annul(UUID id, Precondition precondition, AnnulmentReason reason) {
        return step(id, precondition, (participation, run) -> participation.annul(reason, today()));
    }

    private Participation step(
            UUID id, Precondition precondition, BiFunction<Participation, KnownRun, DomainEvent<Participation>> verb) {
        return step(id, precondition, this::known, verb);
    }

    private Participation step(
            UUID id,
            Precondition precondition,
            Function<UUID, KnownRun> runOf,
            BiFunction<Participation, KnownRun, DomainEvent<Participation>> verb) {
        // Who may not know of it must not wait for its run's lock, nor read it before others have changed it.
        KnownRun run = runOf.apply(participations.required(id).nomination().programRunId());
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
