package jp.go.jica.partnerships.referencedata;

import org.jspecify.annotations.Nullable;

/**
 * Whether a country is on the DAC list of ODA recipients.
 *
 * @param incomeGroup its group on that list, null if it is not on it
 * @param estimated true if the year has no list of its own and another year's stands in
 */
public record DevelopmentStatus(
        boolean developing, @Nullable IncomeGroup incomeGroup, boolean estimated) {}
