package jp.go.jica.partnerships.conventions;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The same words in English and in Japanese; both are needed, at most 500 characters each. */
public record BilingualText(
        @NotBlank @Size(max = 500) String en,
        @NotBlank @Size(max = 500) String ja) {}
