package jp.go.jica.partnerships.participants.participation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.participants.programreplica.ProgramReplica;
import jp.go.jica.partnerships.participants.programreplica.RunCode;
import jp.go.jica.partnerships.referencedata.Tokyo;

/**
 * Participations of a list: decided on and written many at a time by the rules of single commands, in the transaction that
 * is there. It is not transactional itself, so that a row that is refused does not give up the others.
 */
@ApplicationScoped
public class ListedParticipations {

    private final Participations participations;
    private final ProgramReplica replica;
    private final IdGenerator ids;
    private final Clock clock;

    public ListedParticipations(Participations participations, ProgramReplica replica, IdGenerator ids, Clock clock) {
        this.participations = participations;
        this.replica = replica;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Holds the runs of these codes, as far as the caller records for them, until the transaction ends.
     *
     * @param participants who is there already and may take part in them
     */
    public HeldRuns hold(Collection<RunCode> codes, Set<UUID> participants) {
        Map<RunCode, KnownRun> runs = replica.find(codes);
        // Nobody makes another office's runs wait.
        List<UUID> own = runs.values().stream()
                .filter(participations::mayRecord)
                .map(KnownRun::id)
                .toList();
        Map<UUID, KnownRun> held =
                replica.lock(own).stream().collect(Collectors.toMap(KnownRun::id, Function.identity()));
        runs.replaceAll((code, run) -> held.getOrDefault(run.id(), run));
        return new HeldRuns(
                participations::requireLeadOffice,
                runs,
                participations.takenPlaces(own),
                participations.liveOf(own, participants),
                participations.in(own, participants),
                ids,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                Tokyo.today(clock));
    }

    /** Writes what was decided. */
    public void record(List<DomainEvent<Participation>> entered, HeldRuns runs) {
        participations.recordFirst(entered, runs.now());
    }
}
