package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Precondition;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.FourEyes;
import jp.go.jica.partnerships.journal.AggregateTable;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.HistoryEntry;
import jp.go.jica.partnerships.journal.Journal;
import jp.go.jica.partnerships.programs.agreementreplica.AgreementReplica;
import org.jspecify.annotations.Nullable;

/**
 * All programs. Who may change and who may approve one, and whether what it refers to is there, is checked here, beside its
 * storage, so that no command can forget it.
 */
@ApplicationScoped
public class Programs {

    private static final Set<String> APPROVALS = Set.of("ProgramAdopted", "ProgramAnnulled");

    private final AggregateTable<Program> table;
    private final RelatedPrograms relatedPrograms;
    private final AgreementReplica agreements;
    private final Caller caller;
    private final FourEyes fourEyes;

    public Programs(
            AgroalDataSource dataSource,
            ObjectMapper json,
            Journal journal,
            RelatedPrograms relatedPrograms,
            AgreementReplica agreements,
            Caller caller,
            FourEyes fourEyes) {
        this.table = new AggregateTable<>(dataSource, json, journal, Program.class, "program");
        this.relatedPrograms = relatedPrograms;
        this.agreements = agreements;
        this.caller = caller;
        this.fourEyes = fourEyes;
    }

    public Program required(UUID id) {
        return table.find(id).orElseThrow(Refusal::notFound);
    }

    /** The program, for a change that needs no version of it. */
    Program requiredForAdding(UUID id) {
        Program program = required(id);
        caller.requireOffice(program.details().leadOffice());
        return program;
    }

    /** The program in the version that the caller has seen. */
    Program required(UUID id, Precondition precondition) {
        Program program = requiredForAdding(id);
        precondition.check(program.version());
        return program;
    }

    /** The program with this code, which is unique. */
    Optional<Program> withCode(String programCode) {
        // In another order, a planner without statistics of a young table would read along that one.
        return table.list(Conditions.none().and("program_code = ?", programCode), "program_code", 1).stream()
                .findFirst();
    }

    /** Each program of the list, all as they are at one moment. */
    public void each(ProgramFilter filter, ProgramOrder.Directed order, Consumer<Program> reader) {
        table.each(filter.conditions(), order.sql(), reader);
    }

    public Page<Program> list(ProgramFilter filter, ProgramOrder.Directed order, Listing listing) {
        return listing.page(
                table.list(order.behind(listing.after(), filter.conditions()), order.sql(), listing.fetch()),
                order::placeOf,
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
        requireOffice(event);
        fourEyes.check("program", event, APPROVALS);
        checkReferences(event.before(), after);
        if (!table.record(event, after.recordedAt(), caller.origin())) {
            throw Refusal.stale();
        }
        return after;
    }

    // Who hands a program over need not act for the office that gets it, nor who corrects which office it was.
    private void requireOffice(DomainEvent<Program> event) {
        boolean handedOver =
                event.name().equals("ProgramTransferred") || event.name().equals("ProgramCorrected");
        Program before = event.before();
        if (before == null) {
            caller.requireOffice(event.after().details().leadOffice(), "/leadOffice");
        } else {
            caller.requireOffice((handedOver ? before : event.after()).details().leadOffice());
        }
    }

    // What was found good once is not asked again: a later change elsewhere must not stop changes here.
    private void checkReferences(@Nullable Program before, Program after) {
        List<RelatedProgram> known =
                before == null ? List.of() : before.details().relatedPrograms();
        if (!known.equals(after.details().relatedPrograms())) {
            relatedPrograms.check(after.id(), after.details().relatedPrograms());
        }
        List<UUID> added = new ArrayList<>(after.details().agreementIds());
        if (before != null) {
            added.removeAll(before.details().agreementIds());
        }
        for (UUID agreement : added) {
            agreements.requireSigned(
                    agreement, "/agreementIds/" + after.details().agreementIds().indexOf(agreement));
        }
    }
}
