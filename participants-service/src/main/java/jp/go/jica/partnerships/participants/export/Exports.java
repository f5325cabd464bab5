package jp.go.jica.partnerships.participants.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.participants.accesslog.AccessEntry;
import jp.go.jica.partnerships.participants.accesslog.AccessLog;
import jp.go.jica.partnerships.participants.accesslog.AccessPurpose;
import jp.go.jica.partnerships.participants.participant.ParticipantView;
import jp.go.jica.partnerships.participants.participant.Participants;
import jp.go.jica.partnerships.participants.participant.Persons;
import jp.go.jica.partnerships.participants.participation.Participations;
import org.jspecify.annotations.Nullable;

/** Gathers what is kept of a person. */
@ApplicationScoped
public class Exports {

    private final Participants participants;
    private final Persons persons;
    private final Participations participations;
    private final AccessLog accessLog;
    private final Caller caller;
    private final Clock clock;

    public Exports(
            Participants participants,
            Persons persons,
            Participations participations,
            AccessLog accessLog,
            Caller caller,
            Clock clock) {
        this.participants = participants;
        this.persons = persons;
        this.participations = participations;
        this.accessLog = accessLog;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Everything, logged as a look at the person.
     *
     * @param purpose a privacy officer who states none answers the person
     */
    @Transactional
    public ParticipantExport of(UUID id, @Nullable AccessPurpose purpose, String operation) {
        AccessPurpose stated = purposeOr(purpose);
        ParticipantView participant = participants.required(id, stated, operation);
        List<ParticipantExport.MergedRecord> merged = participants.knownMergedInto(id).stream()
                .map(record -> merged(record, stated, operation))
                .toList();
        return new ParticipantExport(
                clock.instant(),
                participant,
                persons.changesOf(id),
                participants.wholeHistory(id),
                participationsOf(id),
                accesses(id),
                merged.isEmpty() ? null : merged);
    }

    private ParticipantExport.MergedRecord merged(UUID id, AccessPurpose purpose, String operation) {
        return new ParticipantExport.MergedRecord(
                participants.required(id, purpose, operation),
                persons.changesOf(id),
                participants.wholeHistory(id),
                participationsOf(id),
                accesses(id));
    }

    private AccessPurpose purposeOr(@Nullable AccessPurpose purpose) {
        if (purpose != null) {
            return purpose;
        }
        if (caller.may(Permissions.PRIVACY)) {
            return AccessPurpose.DATA_SUBJECT_REQUEST;
        }
        throw Refusal.invalid("purpose-missing", AccessPurpose.HEADER, "Say in this header what it is wanted for");
    }

    private List<ParticipantExport.ExportedParticipation> participationsOf(UUID id) {
        List<ParticipantExport.ExportedParticipation> all = new ArrayList<>();
        participations
                .wholeHistoryOf(id)
                .forEach((participation, history) ->
                        all.add(new ParticipantExport.ExportedParticipation(participation, history)));
        return all;
    }

    private List<AccessEntry> accesses(UUID id) {
        return accessLog.first(id, 10_000);
    }
}
