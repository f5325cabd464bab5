package jp.go.jica.partnerships.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.bulk.csv.UnreadableFile;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.TraceParent;

/** Imports as their callers see them: each sees only its own, while it acts for the offices for which it began them. */
@ApplicationScoped
public class Imports {

    private final ImportJobs jobs;
    private final Uploads uploads;
    private final RowErrors errors;
    private final Caller caller;
    private final Clock clock;
    private final Event<ImportJob> begun;

    public Imports(
            ImportJobs jobs, Uploads uploads, RowErrors errors, Caller caller, Clock clock, Event<ImportJob> begun) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.errors = errors;
        this.caller = caller;
        this.clock = clock;
        this.begun = begun;
    }

    /**
     * A job for the upload, which it is named after.
     *
     * @throws Refusal (400) if the file's header is not that of its kind
     */
    @Transactional
    public ImportJob begin(ImportKind<?> kind, UUID upload, String charset, ImportMode mode, boolean dryRun) {
        checkHeader(kind, upload, charset);
        ImportJob job = jobs.begin(
                upload,
                kind.name(),
                mode,
                dryRun,
                charset,
                caller.authority(),
                TraceParent.current(),
                // PostgreSQL keeps microseconds; what is answered must be what is stored.
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        begun.fire(job);
        return job;
    }

    private void checkHeader(ImportKind<?> kind, UUID upload, String charset) {
        try {
            RowsOfFile.open(uploads, upload, charset, kind.sheet()).close();
        } catch (UnreadableFile unreadable) {
            throw Refusal.invalid(unreadable.code(), "", unreadable.sentence());
        }
    }

    public ImportJob required(UUID id) {
        return jobs.list(visible().and("id = ?", id), Listing.Position.BEFORE_ALL, 1).stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /** Filters by kind and state; none, no condition. */
    public Page<ImportJob> list(List<String> kinds, List<ImportJob.State> states, Listing listing) {
        Conditions conditions = visible()
                .andOneOf("kind", kinds)
                .andOneOf("state", states.stream().map(Enum::name).toList());
        return listing.page(
                jobs.list(conditions, listing.start(), listing.fetch()),
                job -> new Listing.Position(job.recordedAt(), job.id()),
                () -> jobs.count(conditions));
    }

    public Page<RowErrors.Numbered> errors(UUID id, Listing listing) {
        ImportJob job = required(id);
        return listing.page(
                errors.behind(id, (int) listing.start().id().getLeastSignificantBits(), listing.fetch()),
                each -> new Listing.Position(Instant.EPOCH, new UUID(0, each.number())),
                () -> Math.min(job.errorCount() + job.warningCount(), RowErrors.MOST));
    }

    /** Deletes jobs whose time is over, and uploads for which none came; gives how many. */
    public int forgetExpired() {
        return jobs.forgetExpired() + uploads.forgetLeft();
    }

    private Conditions visible() {
        Conditions own = Conditions.none().and("subject = ?", caller.origin().actor());
        return caller.actsForEveryOffice()
                ? own
                : own.and("offices <@ ?", (Object) caller.offices().toArray(String[]::new));
    }
}
