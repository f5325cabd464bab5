package jp.go.jica.partnerships.programs.program;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import jp.go.jica.partnerships.referencedata.SectorCode;
import org.jspecify.annotations.Nullable;

/** A DAC purpose (5 digits), with its part of the whole in per cent where it is known. */
public record SectorShare(
        @NotNull SectorCode code,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("100") @Digits(integer = 3, fraction = 2) @Nullable
        BigDecimal percentage) {}
