package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A change of the contents that the parties agreed upon.
 *
 * @param amendedOn the day on which they did
 * @param effectiveFrom from when on it holds
 * @param summary what changes, in a sentence; stays in the history, so it names no person
 * @param changed the names of the fields that it changes
 * @param before the contents until then
 */
public record Amendment(
        @NotNull UUID id,
        @NotNull LocalDate amendedOn,
        @NotNull LocalDate effectiveFrom,
        @NotBlank @Size(max = 2_000) String summary,
        @Size(max = 10) List<@NotNull String> changed,
        @NotNull @Valid AgreedContents before) {}
