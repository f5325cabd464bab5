package jp.go.jica.partnerships.reporting.disclosure;

import java.time.LocalDate;
import jp.go.jica.partnerships.referencedata.FiscalYear;

/**
 * A fiscal year with its newest released publication.
 *
 * @param position as of which it was published
 * @param asOf the day after which dated facts were ignored
 */
public record PublishedYear(FiscalYear year, long position, LocalDate asOf) {}
