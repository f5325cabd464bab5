package jp.go.jica.partnerships.programs.program;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/** Who takes part, and as what: either a local government by its code or another organisation by its name. */
public record Partner(
        @Nullable LocalGovernmentCode localGovernment,
        @Valid @Nullable Organisation organisation,
        @NotNull Role role) {

    /** What a partner does in a program. */
    public enum Role {
        PROPOSER,
        IMPLEMENTING,
        HOST,
        FUNDING,
        ACCOUNTABLE
    }

    /** An organisation that is no local government; its type is a code of IATI's OrganisationType list. */
    public record Organisation(
            @NotBlank @Size(max = 300) String name,

            @NotNull @Pattern(regexp = "10|11|15|21|22|23|24|30|40|60|70|71|72|73|80|90")
            String type) {}

    boolean namesOneParty() {
        return (localGovernment == null) != (organisation == null);
    }

    boolean isLocalGovernmentThatProposesOrImplements() {
        return localGovernment != null && (role == Role.PROPOSER || role == Role.IMPLEMENTING);
    }
}
