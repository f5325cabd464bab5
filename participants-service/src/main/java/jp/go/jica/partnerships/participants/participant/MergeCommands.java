package jp.go.jica.partnerships.participants.participant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.journal.StorageFailure;

/**
 * Says that two records are of one person, and takes that back. Every participation stays where it is and is counted
 * under the record that stands for both.
 */
@ApplicationScoped
@Transactional
public class MergeCommands {

    // In the order of their ids, so that two merges of the same two wait for one another. Whoever takes part in a run
    // meanwhile waits too, by the reference to the participant.
    private static final String LOCK = "select id from participant where id = any(?::uuid[]) order by id for update";

    private static final String IN_ONE_RUN = """
            select exists (
              select 1 from participation one
              join participation other on other.program_run_id = one.program_run_id
              join participant of_survivor on of_survivor.id = other.participant_id
              where one.participant_id = ? and one.live and other.live and (of_survivor.id = ? or of_survivor.merged_into = ?))""";

    private final AgroalDataSource dataSource;
    private final Participants participants;
    private final Caller caller;

    public MergeCommands(AgroalDataSource dataSource, Participants participants, Caller caller) {
        this.dataSource = dataSource;
        this.participants = participants;
        this.caller = caller;
    }

    public ParticipantView merge(UUID id, Precondition precondition, UUID into, String operation) {
        participants.known(id);
        caller.requireAnyOffice();
        Participant survivor = participants
                .find(into)
                .orElseThrow(() -> Refusal.brokenRule("unknown-participant", "/into", "There is no such participant"));
        lock(id, into);
        Participant merged = participants.known(id, precondition);
        if (!participants.mergedInto(id).isEmpty()) {
            throw Refusal.stateConflict(
                    "participant-survives-others",
                    "Other records have been merged into this one; merge the other one into it instead");
        }
        if (bothInOneRun(id, into)) {
            throw Refusal.stateConflict(
                    "both-in-one-run",
                    "Both take part in the same run: cancel, withdraw or annul one of these participations first, or they are two persons");
        }
        Participant after = participants.record(merged.merge(participants.known(survivor.id())));
        return participants.seen(after, null, operation);
    }

    public ParticipantView reverse(UUID id, Precondition precondition, MergeReversalReason reason, String operation) {
        Participant merged = participants.known(id, precondition);
        caller.requireAnyOffice();
        return participants.seen(participants.record(merged.reverseMerge().because(reason.name())), null, operation);
    }

    private void lock(UUID... both) {
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(connection, LOCK, List.of(both))) {
            select.executeQuery().close();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private boolean bothInOneRun(UUID merged, UUID survivor) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(IN_ONE_RUN)) {
            select.setObject(1, merged);
            select.setObject(2, survivor);
            select.setObject(3, survivor);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
