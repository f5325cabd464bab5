package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A term that ends is followed by another one unless a party gives notice.
 *
 * @param months length of each added term
 * @param noticeDays days before the end of a term until which notice can be given
 */
public record AutomaticRenewal(
        @NotNull @Min(1) @Max(600) Integer months,
        @NotNull @Min(0) @Max(3650) Integer noticeDays) {}
