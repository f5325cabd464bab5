package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.Tokyo;

/** What may be done with participants; each command is one transaction with one event. */
@ApplicationScoped
@Transactional
public class ParticipantCommands {

    private final Participants participants;
    private final Caller caller;
    private final IdGenerator ids;
    private final Clock clock;

    public ParticipantCommands(Participants participants, Caller caller, IdGenerator ids, Clock clock) {
        this.participants = participants;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
    }

    public ParticipantView register(Person person) {
        person.check(Tokyo.today(clock));
        // PostgreSQL keeps microseconds; what is answered must be what is stored.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return participants.record(
                Participant.register(ids.unlinkable(), caller.onlyOffice().orElse(null), now), person);
    }
}
