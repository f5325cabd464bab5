package jp.go.jica.partnerships.programs.program;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * An office that leads or has led a program.
 *
 * @param from the first day on which it does; null for the first office, which has led from the beginning
 */
public record LeadOffice(
        @NotNull OfficeCode office, @Nullable LocalDate from) {}
