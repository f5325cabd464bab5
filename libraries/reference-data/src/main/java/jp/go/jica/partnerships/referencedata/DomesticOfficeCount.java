package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import java.util.List;

/**
 * The offices that JICA counted as its domestic offices on a day.
 *
 * @param unverified true if it is our assumption which offices these were, though their number may be published
 */
public record DomesticOfficeCount(LocalDate date, int count, List<Office> offices, boolean unverified) {}
