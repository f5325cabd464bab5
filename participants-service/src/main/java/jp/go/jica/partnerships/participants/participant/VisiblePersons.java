package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.referencedata.OfficeCode;

/**
 * Of which persons the caller may know: those registered for one of its offices, and those of a run whose program one
 * of its offices leads or helps with, unless that was entered in error; a privacy officer of all. Of the others it is told
 * nothing, not even that they are there.
 */
@ApplicationScoped
public class VisiblePersons {

    private static final String VISIBLE = """
            (exists (select 1 from person who where who.participant_id = %1$s and who.registered_for && ?)
             or exists (select 1 from participation taken
                          join run_replica on run_replica.run_id = taken.program_run_id
                          join program_replica on program_replica.program_id = run_replica.program_id
                        where taken.participant_id = %1$s and not taken.annulled
                          and (program_replica.lead_office = any(?) or program_replica.cooperating_offices && ?)))""";

    private final Caller caller;

    public VisiblePersons(Caller caller) {
        this.caller = caller;
    }

    /**
     * Adds to what else is demanded that the caller may know of the person.
     *
     * @param participantId the column that names the person, with its table; a constant of the code
     */
    public Conditions by(String participantId, Conditions others) {
        // Whoever answers to the persons themselves does so for all offices.
        if (caller.actsForEveryOffice() || caller.may(Permissions.PRIVACY)) {
            return others;
        }
        Object offices = caller.coveredOffices().stream().map(OfficeCode::value).toArray(String[]::new);
        return others.and(VISIBLE.formatted(participantId), offices, offices, offices);
    }
}
