package jp.go.jica.partnerships.agreements.agreement;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jp.go.jica.partnerships.agreements.programreplica.ProgramReplica;
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
import jp.go.jica.partnerships.journal.Origin;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Tokyo;
import org.jspecify.annotations.Nullable;

/**
 * All agreements. Who may change and who may approve one, whether what it refers to is there, and that a predecessor follows its
 * successor, is settled here, beside the storage, so that no command can forget it.
 */
@ApplicationScoped
public class Agreements {

    private static final Set<String> APPROVALS =
            Set.of("AgreementActivated", "AgreementTerminated", "AgreementAnnulled");
    private static final int FEW = 20;

    private final AggregateTable<Agreement> table;
    private final DueAnnouncements due;
    private final ProgramReplica programs;
    private final Caller caller;
    private final FourEyes fourEyes;
    private final Clock clock;

    public Agreements(
            AgroalDataSource dataSource,
            ObjectMapper json,
            Journal journal,
            DueAnnouncements due,
            ProgramReplica programs,
            Caller caller,
            FourEyes fourEyes,
            Clock clock) {
        this.table = new AggregateTable<>(dataSource, json, journal, Agreement.class, "agreement");
        this.due = due;
        this.programs = programs;
        this.caller = caller;
        this.fourEyes = fourEyes;
        this.clock = clock;
    }

    public Agreement required(UUID id) {
        return table.find(id).orElseThrow(Refusal::notFound);
    }

    /** The agreement, for a change that needs no version of it. */
    Agreement requiredForAdding(UUID id) {
        Agreement agreement = required(id);
        caller.requireOffice(agreement.details().leadOffice());
        return agreement;
    }

    /** The agreement in the version that the caller has seen. */
    Agreement required(UUID id, Precondition precondition) {
        Agreement agreement = requiredForAdding(id);
        precondition.check(agreement.version());
        return agreement;
    }

    /** The agreement with this number, which is unique. */
    Optional<Agreement> withNumber(String agreementNumber) {
        // In another order, a planner without statistics of a young table would read along that one.
        return table
                .list(Conditions.none().and("agreement_number = ?", agreementNumber), "agreement_number, annulled", 1)
                .stream()
                .findFirst();
    }

    public Page<Agreement> list(AgreementFilter filter, Listing listing) {
        return listing.page(
                fitting(filter.conditions(), filter::fits, listing.start(), listing.fetch()),
                Agreements::position,
                () -> filter.leftOpenByTheDatabase() ? counted(filter) : table.count(filter.conditions()));
    }

    /** Each agreement of the list, as they all are at one moment. */
    public void each(AgreementFilter filter, Consumer<Agreement> reader) {
        each(filter.conditions(), filter::fits, reader);
    }

    /** Those that somebody at the office may have to do something about: signed, and not over yet on that day. */
    public Page<Agreement> running(List<OfficeCode> offices, Predicate<Agreement> fits, Listing listing) {
        Conditions conditions = runningOf(offices);
        return listing.page(fitting(conditions, fits, listing.start(), listing.fetch()), Agreements::position, () -> {
            long[] counted = {0};
            each(conditions, fits, agreement -> counted[0]++);
            return counted[0];
        });
    }

    /** Each of those. */
    public void eachRunning(List<OfficeCode> offices, Consumer<Agreement> reader) {
        each(runningOf(offices), agreement -> true, reader);
    }

    private static Conditions runningOf(List<OfficeCode> offices) {
        return Conditions.none()
                .and("not annulled")
                .andOneOf("lead_office", offices.stream().map(OfficeCode::value).toList())
                .andOneOf("state", List.of(State.SIGNED.name(), State.SUSPENDED.name()));
    }

    /**
     * Signed comprehensive agreements of the same local governments that may be in force together with this one, the first few.
     *
     * @param begin the first day that matters
     */
    List<Agreement> comprehensiveBeside(Agreement agreement, LocalDate begin) {
        List<String> parties = agreement.details().parties().stream()
                .flatMap(party -> Optional.ofNullable(party.localGovernment()).stream())
                .distinct()
                .map("{\"parties\":[{\"localGovernment\":\"%s\"}]}"::formatted)
                .toList();
        if (parties.isEmpty()) {
            return List.of();
        }
        Conditions conditions = Conditions.none()
                .and(
                        "not annulled and signed_on is not null and type = ? and id <> ?",
                        AgreementType.COMPREHENSIVE_COOPERATION.name(),
                        agreement.id())
                .and("""
                        (effective_to is null or renews or effective_to >= ?)
                        and (terminated_on is null or terminated_on >= ?)
                        and (superseded_from is null or superseded_from > ?)""", begin.toString(), begin.toString(), begin.toString())
                .andContainsOneOf(parties);
        LocalDate end = agreement.end();
        return table.list(
                end == null ? conditions : conditions.and("effective_from <= ?", end.toString()),
                "recorded_at, id",
                FEW);
    }

    // A page is full even if some of what the database found does not fit: more is fetched until it is.
    private List<Agreement> fitting(
            Conditions conditions, Predicate<Agreement> fits, Listing.Position start, int wanted) {
        List<Agreement> fitting = new ArrayList<>();
        Listing.Position after = start;
        List<Agreement> found;
        do {
            found = table.list(conditions, after.recordedAt(), after.id(), wanted);
            found.stream().filter(fits).limit(wanted - fitting.size()).forEach(fitting::add);
            after = found.isEmpty() ? after : position(found.get(found.size() - 1));
        } while (found.size() == wanted && fitting.size() < wanted);
        return fitting;
    }

    private void each(Conditions conditions, Predicate<Agreement> fits, Consumer<Agreement> reader) {
        table.each(conditions, "recorded_at, id", agreement -> {
            if (fits.test(agreement)) {
                reader.accept(agreement);
            }
        });
    }

    private long counted(AgreementFilter filter) {
        long[] counted = {0};
        each(filter, agreement -> counted[0]++);
        return counted[0];
    }

    /** Every change, for those who may read the record itself. */
    public Page<HistoryEntry> history(UUID id, Listing listing) {
        int versions = required(id).version();
        return listing.page(
                table.history(id, listing.start().id(), listing.fetch()),
                entry -> new Listing.Position(entry.recordedAt(), entry.eventId()),
                () -> versions);
    }

    /** Stores the event and the agreement as it is after it, and lets its predecessor follow. */
    Agreement record(DomainEvent<Agreement> event) {
        requireOffice(event);
        fourEyes.check("agreement", event, APPROVALS);
        checkReferences(event.before(), event.after());
        store(event, caller.origin());
        settleSuccession(event);
        return event.after();
    }

    /**
     * What became true by its date is announced by nobody who could be asked for an office or a second pair of eyes.
     *
     * @return false if another change came in between
     */
    boolean announce(DomainEvent<Agreement> event, Origin origin) {
        return write(event, origin);
    }

    Optional<Agreement> find(UUID id) {
        return table.find(id);
    }

    private void store(DomainEvent<Agreement> event, Origin origin) {
        if (!write(event, origin)) {
            throw Refusal.stale();
        }
    }

    private boolean write(DomainEvent<Agreement> event, Origin origin) {
        Agreement after = event.after();
        if (!table.record(event, after.recordedAt(), origin)) {
            return false;
        }
        due.put(after.id(), after.announcementDue());
        return true;
    }

    // Who corrects which office it was need not act for that one too.
    private void requireOffice(DomainEvent<Agreement> event) {
        Agreement responsible = event.before() == null ? event.after() : event.before();
        caller.requireOffice(responsible.details().leadOffice());
        if (!event.name().equals("AgreementCorrected")) {
            caller.requireOffice(event.after().details().leadOffice());
        }
    }

    // What was found good once is not asked again: a later change elsewhere must not stop changes here.
    private void checkReferences(@Nullable Agreement before, Agreement after) {
        UUID predecessor = after.details().predecessor();
        if (predecessor != null
                && (before == null || !predecessor.equals(before.details().predecessor()))) {
            if (predecessor.equals(after.id()) || table.find(predecessor).isEmpty()) {
                throw Refusal.brokenRule("unknown-reference", "/predecessor", "There is no such agreement to follow");
            }
        }
        List<UUID> known = before == null ? List.of() : programsOf(before).toList();
        programsOf(after)
                .filter(program -> !known.contains(program))
                .forEach(program -> programs.requireThere(program, "/programIds"));
    }

    private static Stream<UUID> programsOf(Agreement agreement) {
        return agreement.activities().stream().flatMap(activity -> activity.details().programIds().stream());
    }

    /** Whose place an agreement takes, and from when on; null as long as it takes nobody's. */
    private static @Nullable Succession taken(@Nullable Agreement agreement) {
        if (agreement == null
                || agreement.annulledOn() != null
                || agreement.lifeCycle().signedOn() == null) {
            return null;
        }
        UUID predecessor = agreement.details().predecessor();
        return predecessor == null
                ? null
                : new Succession(predecessor, agreement.details().effectiveFrom());
    }

    private void settleSuccession(DomainEvent<Agreement> event) {
        Succession before = taken(event.before());
        Succession after = taken(event.after());
        LocalDate today = Tokyo.today(clock);
        if (before != null && (after == null || !after.agreementId().equals(before.agreementId()))) {
            predecessor(before.agreementId(), agreement -> agreement.reinstate(today));
        }
        if (after != null && !after.equals(before)) {
            predecessor(
                    after.agreementId(),
                    agreement -> agreement.supersede(event.after().id(), after.from(), today));
        }
    }

    private void predecessor(UUID id, Function<Agreement, DomainEvent<Agreement>> verb) {
        Agreement predecessor = required(id);
        caller.requireOffice(predecessor.details().leadOffice());
        if (!write(verb.apply(predecessor), caller.origin())) {
            throw Refusal.lockConflict();
        }
    }

    private static Listing.Position position(Agreement agreement) {
        return new Listing.Position(agreement.recordedAt(), agreement.id());
    }
}
