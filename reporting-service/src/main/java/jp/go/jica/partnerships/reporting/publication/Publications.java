package jp.go.jica.partnerships.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.conventions.Listing;
import jp.go.jica.partnerships.conventions.Page;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Tokyo;
import jp.go.jica.partnerships.reporting.annual.AnnualAnswer;
import jp.go.jica.partnerships.reporting.fold.Marks;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.publication.Publication.PublicationState;
import jp.go.jica.partnerships.reporting.report.Answer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Drafts fiscal years, releases them, and keeps them as they were. */
@ApplicationScoped
public class Publications {

    /** The part that says how the figures are counted. */
    public static final String DEFINITIONS = "definitions";

    /** The part with the figures of the yearly report. */
    public static final String ANNUAL = "annual";

    private static final Logger LOG = Logger.getLogger(Publications.class);

    private static final String PUBLICATIONS = """
            select publication_id, publication.fiscal_year, number, position, known_at, as_of, definitions, hash, drafted_by,
                   drafted_at, released_by, released_at
            from publication left join publication_release using (publication_id)
            """;

    private final Jdbi jdbi;
    private final FrozenYears frozenYears;
    private final Marks marks;
    private final IdGenerator ids;
    private final Clock clock;

    public Publications(Jdbi jdbi, FrozenYears frozenYears, Marks marks, IdGenerator ids, Clock clock) {
        this.jdbi = jdbi;
        this.frozenYears = frozenYears;
        this.marks = marks;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Freezes a year as it is known now, at a position of its own.
     *
     * @throws Refusal (422) for a year that is not over
     */
    @Transactional
    public Publication draft(FiscalYear year, String actor) {
        LocalDate today = Tokyo.today(clock);
        if (!year.end().isBefore(today)) {
            throw Refusal.brokenRule("year-not-over", "/fiscalYear", "FY%s is not over".formatted(year));
        }
        long seq = marks.hidden();
        FrozenYears.Frozen frozen = frozenYears.of(year, seq, today);
        UUID id = ids.ordered();
        keep(id, year, today, frozen, actor);
        Publication publication = required(id, true);
        LOG.infof("FY%s drafted at position %d by %s: %s", year, seq, actor, id);
        return publication;
    }

    /**
     * Releases what somebody else has drafted.
     *
     * @throws Refusal (403) to who drafted it, (409) if it has been released, or a later one of its year has
     */
    @Transactional
    public Publication release(UUID id, String actor) {
        Publication draft = required(id, true);
        if (draft.draftedBy().equals(actor)) {
            throw Refusal.forbidden("four-eyes", "Whoever drafted a publication cannot release it");
        }
        // One writer at a time from here on, so that numbers have no holes.
        long seq = marks.visible();
        List<Publication> released = ofYear(draft.fiscalYear());
        if (released.stream().anyMatch(each -> each.id().equals(id))) {
            throw Refusal.stateConflict("already-released", "It has been released");
        }
        if (released.stream().anyMatch(each -> each.position() > draft.position())) {
            throw Refusal.stateConflict(
                    "later-released", "A later publication of FY%d is out".formatted(draft.fiscalYear()));
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into publication_release (publication_id, fiscal_year, number, released_seq, released_by)
                        values (:id, :year, :number, :seq, :actor)
                        """)
                .bind("id", id)
                .bind("year", draft.fiscalYear())
                .bind("number", released.size() + 1)
                .bind("seq", seq)
                .bind("actor", actor)
                .execute());
        LOG.infof("FY%d number %d released by %s: %s", draft.fiscalYear(), released.size() + 1, actor, id);
        return required(id, true);
    }

    /** In the order in which they were drafted. */
    public Page<Publication> list(List<Integer> years, boolean drafts, Listing listing) {
        String where =
                " where (released_at is not null or :drafts) and (:all or publication.fiscal_year = any(:years))";
        return jdbi.withHandle(handle -> listing.page(
                handle.createQuery(PUBLICATIONS + where
                                + " and (drafted_at, publication_id) > (:after, :id)"
                                + " order by drafted_at, publication_id limit :limit")
                        .bind("drafts", drafts)
                        .bind("all", years.isEmpty())
                        .bindArray("years", Integer.class, years)
                        .bind("after", listing.start().recordedAt().atOffset(ZoneOffset.UTC))
                        .bind("id", listing.start().id())
                        .bind("limit", listing.fetch())
                        .map(Publications::publication)
                        .list(),
                publication -> new Listing.Position(publication.draftedAt(), publication.id()),
                () -> handle.createQuery("select count(*) from (" + PUBLICATIONS + where + ") as publication")
                        .bind("drafts", drafts)
                        .bind("all", years.isEmpty())
                        .bindArray("years", Integer.class, years)
                        .mapTo(Long.class)
                        .one()));
    }

    /**
     * One of them.
     *
     * @param drafts whether the caller may see those that are not released
     * @throws Refusal (404) if there is none for the caller
     */
    public Publication required(UUID id, boolean drafts) {
        return jdbi.withHandle(handle -> handle.createQuery(PUBLICATIONS + " where publication_id = :id")
                        .bind("id", id)
                        .map(Publications::publication)
                        .findOne())
                .filter(publication -> drafts || publication.state() == PublicationState.RELEASED)
                .orElseThrow(Refusal::notFound);
    }

    /** Everything that it says, by name. */
    public List<Content> contents(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select name, hash, content from publication_content where publication_id = :id order by name
                        """)
                .bind("id", id)
                .map((row, context) ->
                        new Content(row.getString("name"), row.getString("hash"), row.getString("content")))
                .list());
    }

    /** A report as it was published, for other formats than the one that it is kept in. */
    public static Answer report(Content content) {
        return content.as(Answer.class);
    }

    /** The yearly report as it was published. */
    public static AnnualAnswer annual(Content content) {
        return content.as(AnnualAnswer.class);
    }

    private List<Publication> ofYear(int year) {
        return jdbi.withHandle(
                handle -> handle.createQuery(PUBLICATIONS + " where publication_release.fiscal_year = :year")
                        .bind("year", year)
                        .map(Publications::publication)
                        .list());
    }

    private void keep(UUID id, FiscalYear year, LocalDate asOf, FrozenYears.Frozen frozen, String actor) {
        String lines = frozen.contents().stream()
                .map(content -> content.hash() + "  " + content.name() + "\n")
                .collect(Collectors.joining());
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into publication (publication_id, fiscal_year, position, known_at, as_of, definitions, hash,
                                                     drafted_by)
                            values (:id, :year, :position, :knownAt, :asOf, :definitions, :hash, :actor)
                            """)
                    .bind("id", id)
                    .bind("year", year.startYear())
                    .bind("position", frozen.position().seq())
                    .bind("knownAt", frozen.position().knownAt().atOffset(ZoneOffset.UTC))
                    .bind("asOf", asOf)
                    .bind("definitions", Measure.DEFINITIONS)
                    .bind("hash", Content.hash(lines))
                    .bind("actor", actor)
                    .execute();
            for (Content content : frozen.contents()) {
                handle.createUpdate("""
                                insert into publication_content (publication_id, name, content, hash)
                                values (:id, :name, :content, :hash)
                                """)
                        .bind("id", id)
                        .bind("name", content.name())
                        .bind("content", content.text())
                        .bind("hash", content.hash())
                        .execute();
            }
        });
    }

    private static Publication publication(ResultSet row, StatementContext context) throws SQLException {
        OffsetDateTime released = row.getObject("released_at", OffsetDateTime.class);
        return new Publication(
                row.getObject("publication_id", UUID.class),
                row.getInt("fiscal_year"),
                released == null ? PublicationState.DRAFT : PublicationState.RELEASED,
                row.getObject("number", Integer.class),
                row.getLong("position"),
                row.getObject("known_at", OffsetDateTime.class).toInstant(),
                row.getObject("as_of", LocalDate.class),
                row.getString("definitions"),
                row.getString("hash"),
                row.getString("drafted_by"),
                row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
                row.getString("released_by"),
                released == null ? null : released.toInstant());
    }
}
