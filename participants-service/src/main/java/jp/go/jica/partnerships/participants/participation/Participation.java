package jp.go.jica.partnerships.participants.participation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;

/**
 * One person in one run (延べ), from the nomination to the end. A value: each verb returns the event with the
 * participation as it is afterwards.
 */
public record Participation(
        UUID id,
        int version,
        @JsonUnwrapped Nomination nomination,
        @JsonUnwrapped CopiedFacts facts,
        State state,
        @JsonUnwrapped Dates dates,
        Instant recordedAt)
        implements Aggregate {

    static DomainEvent<Participation> nominate(UUID id, Nomination nomination, Instant at) {
        nomination.check();
        return DomainEvent.first(
                "ParticipationNominated",
                new Participation(id, 1, nomination, CopiedFacts.NONE_YET, State.NOMINATED, Dates.NONE_YET, at));
    }

    /** Records what happened long ago in one event, by the rules of the single steps. */
    static DomainEvent<Participation> recordPast(
            UUID id,
            Nomination nomination,
            Dates told,
            KnownRun run,
            PersonFacts person,
            TakenPlaces taken,
            Instant at,
            LocalDate today) {
        nomination.check();
        taken.requireNotYet();
        requireAdopted(run);
        Dates dates = told.retraced(run, today);
        taken.requireOneLeft(run, nomination.sendingCountry());
        return DomainEvent.first(
                "ParticipationRecorded",
                new Participation(id, 1, nomination, CopiedFacts.of(person, run), dates.state(), dates, at));
    }

    /** Takes one of the places; facts of the person and the run's dates are copied and do not follow them later. */
    DomainEvent<Participation> accept(
            LocalDate on, KnownRun run, PersonFacts person, TakenPlaces taken, LocalDate today) {
        require("participation-not-nominated", State.NOMINATED, "accepted");
        requireAdopted(run);
        Dates accepted = dates.accepted(on, today);
        taken.requireOneLeft(run, nomination.sendingCountry());
        return changed("ParticipationAccepted", CopiedFacts.of(person, run), accepted);
    }

    DomainEvent<Participation> arrive(LocalDate on, KnownRun run, LocalDate today) {
        require("participation-not-accepted", State.ACCEPTED, "marked as arrived");
        return changed("ParticipationArrived", facts, dates.arrived(on, run, today));
    }

    DomainEvent<Participation> complete(LocalDate on, KnownRun run, LocalDate today) {
        require("participation-not-in-training", State.IN_TRAINING, "completed");
        return changed("ParticipationCompleted", facts, dates.completed(on, run, today));
    }

    DomainEvent<Participation> withdraw(LocalDate on, KnownRun run, LocalDate today) {
        require("participation-not-in-training", State.IN_TRAINING, "withdrawn");
        return changed("ParticipationWithdrawn", facts, dates.withdrawn(on, run, today));
    }

    private static void requireAdopted(KnownRun run) {
        if (!run.adopted()) {
            throw Refusal.stateConflict(
                    "program-not-adopted",
                    "The run's program is %s, not adopted"
                            .formatted(run.programAnnulled() ? "annulled" : run.programState()));
        }
    }

    private void require(String code, State required, String verb) {
        if (state != required) {
            throw Refusal.stateConflict(
                    code, "Only a participation that is %s can be %s; this one is %s".formatted(required, verb, state));
        }
    }

    private DomainEvent<Participation> changed(String event, CopiedFacts newFacts, Dates newDates) {
        return DomainEvent.change(
                event,
                this,
                new Participation(id, version + 1, nomination, newFacts, newDates.state(), newDates, recordedAt));
    }
}
