package jp.go.jica.partnerships.programs.iati;

import java.util.List;
import jp.go.jica.partnerships.programs.program.Partner;
import jp.go.jica.partnerships.programs.program.Partner.Organisation;
import jp.go.jica.partnerships.referencedata.Iati.OrganisationRole;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;

/** A partner in the role that IATI has for what it does: one of the two names it. */
record Participant(
        @Nullable LocalGovernmentCode localGovernment,
        @Nullable Organisation organisation,
        OrganisationRole role) {

    /** Each once: who implements and hosts has two roles with us, and one in IATI. */
    static List<Participant> of(List<Partner> partners) {
        return partners.stream()
                .map(each -> new Participant(each.localGovernment(), each.organisation(), roleOf(each.role())))
                .distinct()
                .toList();
    }

    private static OrganisationRole roleOf(Partner.Role role) {
        return switch (role) {
            case PROPOSER, ACCOUNTABLE -> OrganisationRole.ACCOUNTABLE;
            case FUNDING -> OrganisationRole.FUNDING;
            case IMPLEMENTING, HOST -> OrganisationRole.IMPLEMENTING;
        };
    }
}
