package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.FourEyes;
import jp.go.jica.partnerships.journal.AggregateTable;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.journal.Journal;

/** All programs. Who may change and who may approve one is checked here, beside its storage, so that no command can forget it. */
@ApplicationScoped
public class Programs {

    private static final Set<String> APPROVALS = Set.of("ProgramAdopted");

    private final AggregateTable<Program> table;
    private final Caller caller;
    private final FourEyes fourEyes;

    public Programs(AgroalDataSource dataSource, ObjectMapper json, Journal journal, Caller caller, FourEyes fourEyes) {
        this.table = new AggregateTable<>(dataSource, json, journal, Program.class, "program");
        this.caller = caller;
        this.fourEyes = fourEyes;
    }

    public Program required(UUID id) {
        return table.find(id).orElseThrow(Refusal::notFound);
    }

    /** The program in the version that the caller has seen. */
    Program required(UUID id, Precondition precondition) {
        Program program = required(id);
        caller.requireOffice(program.details().leadOffice());
        precondition.check(program.version());
        return program;
    }

    public Page<Program> list(ProgramFilter filter, Listing listing) {
        Listing.Position start = listing.start();
        return listing.page(
                table.list(filter.conditions(), start.recordedAt(), start.id(), listing.fetch()),
                program -> new Listing.Position(program.recordedAt(), program.id()),
                () -> table.count(filter.conditions()));
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = required(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** Stores the event and the program as it is after it. */
    Program record(DomainEvent<Program> event) {
        Program after = event.after();
        caller.requireOffice(after.details().leadOffice());
        fourEyes.check("program", event, APPROVALS);
        if (!table.record(event, after.recordedAt(), caller.origin())) {
            throw Refusal.stale();
        }
        return after;
    }
}
