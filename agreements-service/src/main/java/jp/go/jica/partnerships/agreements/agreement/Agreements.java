package jp.go.jica.partnerships.agreements.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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

/** All agreements. Who may change and who may approve one is checked here, beside its storage, so that no command can forget it. */
@ApplicationScoped
public class Agreements {

    private static final Set<String> APPROVALS = Set.of("AgreementActivated", "AgreementTerminated");
    private static final int COUNTED_AT_ONCE = 500;

    private final AggregateTable<Agreement> table;
    private final Caller caller;
    private final FourEyes fourEyes;

    public Agreements(
            AgroalDataSource dataSource, ObjectMapper json, Journal journal, Caller caller, FourEyes fourEyes) {
        this.table = new AggregateTable<>(dataSource, json, journal, Agreement.class, "agreement");
        this.caller = caller;
        this.fourEyes = fourEyes;
    }

    public Agreement required(UUID id) {
        return table.find(id).orElseThrow(Refusal::notFound);
    }

    /** The agreement in the version that the caller has seen. */
    Agreement required(UUID id, Precondition precondition) {
        Agreement agreement = required(id);
        caller.requireOffice(agreement.details().leadOffice());
        precondition.check(agreement.version());
        return agreement;
    }

    /** A page is full even if some of what the database found does not fit: more is fetched until it is. */
    public Page<Agreement> list(AgreementFilter filter, Listing listing) {
        List<Agreement> fitting = new ArrayList<>();
        Listing.Position after = listing.start();
        boolean more = true;
        while (more && fitting.size() < listing.fetch()) {
            List<Agreement> found = table.list(filter.conditions(), after.recordedAt(), after.id(), listing.fetch());
            found.stream()
                    .filter(filter::fits)
                    .limit(listing.fetch() - fitting.size())
                    .forEach(fitting::add);
            more = found.size() == listing.fetch();
            if (more) {
                after = position(found.get(found.size() - 1));
            }
        }
        return listing.page(fitting, Agreements::position, () -> count(filter));
    }

    private long count(AgreementFilter filter) {
        if (!filter.leftOpenByTheDatabase()) {
            return table.count(filter.conditions());
        }
        long fitting = 0;
        Listing.Position after = Listing.Position.BEFORE_ALL;
        List<Agreement> found;
        do {
            found = table.list(filter.conditions(), after.recordedAt(), after.id(), COUNTED_AT_ONCE);
            fitting += found.stream().filter(filter::fits).count();
            after = found.isEmpty() ? after : position(found.get(found.size() - 1));
        } while (found.size() == COUNTED_AT_ONCE);
        return fitting;
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = required(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** Stores the event and the agreement as it is after it. */
    Agreement record(DomainEvent<Agreement> event) {
        Agreement after = event.after();
        caller.requireOffice(after.details().leadOffice());
        fourEyes.check("agreement", event, APPROVALS);
        if (!table.record(event, after.recordedAt(), caller.origin())) {
            throw Refusal.stale();
        }
        return after;
    }

    private static Listing.Position position(Agreement agreement) {
        return new Listing.Position(agreement.recordedAt(), agreement.id());
    }
}
