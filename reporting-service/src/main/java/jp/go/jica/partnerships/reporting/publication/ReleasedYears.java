package jp.go.jica.partnerships.reporting.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.reporting.disclosure.PublishedYear;
import jp.go.jica.partnerships.reporting.disclosure.PublishedYears;
import org.jdbi.v3.core.Jdbi;

/** The fiscal years that were released, as disclosure control asks for them. */
@ApplicationScoped
class ReleasedYears implements PublishedYears {

    private static final String NEWEST = """
            select distinct on (publication_release.fiscal_year) publication_release.fiscal_year, position, as_of
            from publication_release join publication using (publication_id)
            order by publication_release.fiscal_year, number desc""";

    private final Jdbi jdbi;

    ReleasedYears(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<PublishedYear> released() {
        return jdbi.withHandle(handle -> handle.createQuery(NEWEST)
                .map((row, context) -> new PublishedYear(
                        FiscalYear.of(row.getInt("fiscal_year")),
                        row.getLong("position"),
                        row.getObject("as_of", LocalDate.class)))
                .list());
    }
}
