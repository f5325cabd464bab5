package jp.go.jica.partnerships.reporting.reconciliation.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.reconciliation.Findings;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether what the owners have recorded is here. */
@Path("/v1/reconciliation")
@Tag(name = "Reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permissions.REPORT)
public class ReconciliationResource {

    private final Findings findings;

    public ReconciliationResource(Findings findings) {
        this.findings = findings;
    }

    /**
     * What the last comparison with each owner found.
     *
     * @param clean every owner agrees, and nothing waits in quarantine
     */
    public record View(boolean clean, List<ReconciledOwner> owners) {

        static View of(List<ReconciledOwner> owners) {
            boolean clean = owners.stream()
                    .allMatch(owner -> owner.state() == ReconciledOwner.OwnerState.AGREES
                            && owner.aggregates().stream().allMatch(each -> each.quarantined() == 0));
            return new View(clean, owners);
        }
    }

    @GET
    public View reconciliation() {
        return View.of(findings.owners());
    }
}
