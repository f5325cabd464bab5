package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Who signs, as the holder of an office: public record, and the only name of a person that an agreement holds.
 *
 * @param office what they sign as, for example "Mayor of Yokohama"
 */
public record Signatory(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 200) String office) {}
