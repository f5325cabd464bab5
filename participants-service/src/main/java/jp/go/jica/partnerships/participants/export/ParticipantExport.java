package jp.go.jica.partnerships.participants.export;

import java.time.Instant;
import java.util.List;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.participants.accesslog.AccessEntry;
import jp.go.jica.partnerships.participants.participant.ParticipantView;
import jp.go.jica.partnerships.participants.participant.PersonChange;
import jp.go.jica.partnerships.participants.participation.Participation;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a person.
 *
 * @param changes what was changed of the person, in the order of the changes
 * @param history that the record came into being and was changed, as others are told it
 * @param accesses who has seen the person's data, this time included
 * @param merged the same of each record that was merged into this one; absent if there are none
 */
public record ParticipantExport(
        Instant exportedAt,
        ParticipantView participant,
        List<PersonChange> changes,
        List<HistoryEntry> history,
        List<ExportedParticipation> participations,
        List<AccessEntry> accesses,
        @Nullable List<MergedRecord> merged) {

    /** What was recorded under a record that was merged into this one. */
    public record MergedRecord(
            ParticipantView participant,
            List<PersonChange> changes,
            List<HistoryEntry> history,
            List<ExportedParticipation> participations,
            List<AccessEntry> accesses) {

        @Override
        public String toString() {
            return "MergedRecord[" + participant.id() + "]";
        }
    }

    /** One participation, and everything that happened to it. */
    public record ExportedParticipation(Participation participation, List<HistoryEntry> history) {}

    @Override
    public String toString() {
        return "ParticipantExport[" + participant.id() + "]";
    }
}
