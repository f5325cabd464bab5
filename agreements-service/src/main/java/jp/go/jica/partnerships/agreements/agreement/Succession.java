package jp.go.jica.partnerships.agreements.agreement;

import java.time.LocalDate;
import java.util.UUID;

/**
 * The agreement that takes the place of another.
 *
 * @param agreementId of the successor
 * @param from the successor's first day, on which the other one is no longer in force
 */
public record Succession(UUID agreementId, LocalDate from) {}
