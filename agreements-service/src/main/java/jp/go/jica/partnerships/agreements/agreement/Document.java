package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A paper of the agreement, which lies elsewhere; its hash proves that it is the one that was meant.
 *
 * @param language ISO 639-1
 * @param sha256 of the file's bytes, in small hexadecimal digits
 * @param size of the file in bytes
 * @param link where it lies; null if it is kept where no link leads
 */
public record Document(
        @NotBlank @Size(max = 300) String name,
        @NotNull @Pattern(regexp = "[a-z]{2}") String language,

        @NotNull @Size(max = 100) @Pattern(regexp = "[a-z0-9.+-]+/[a-z0-9.+-]+")
        String mediaType,

        @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
        @NotNull @Min(1) Long size,

        @Size(max = 2_000) @Pattern(regexp = "https://[^\\s]+") @Nullable
        String link) {}
