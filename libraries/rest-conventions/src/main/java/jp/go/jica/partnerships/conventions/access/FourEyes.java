package jp.go.jica.partnerships.conventions.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.StorageFailure;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What one has made, another approves: an approving event is refused to whoever created the record or has changed it
 * since its last approval, persons and systems alike. The journal knows who that was.
 */
@ApplicationScoped
public class FourEyes {

    // Version 1 counts however many approvals came after it: its maker stays its maker.
    private static final String HAS_MADE = """
            select exists (
              select 1 from domain_event made
              where made.aggregate_type = ? and made.aggregate_id = ? and made.actor = ?
                and (made.aggregate_version = 1 or made.aggregate_version > (
                  select coalesce(max(approved.aggregate_version), 0) from domain_event approved
                  where approved.aggregate_type = made.aggregate_type and approved.aggregate_id = made.aggregate_id
                    and approved.type = any(?))))""";

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final String service;

    public FourEyes(
            AgroalDataSource dataSource, Caller caller, @ConfigProperty(name = "partnerships.service") String service) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.service = service;
    }

    /**
     * To be called by a repository for every event before it is stored.
     *
     * @param approvals names of the events by which a record of this type is approved
     */
    public void check(String aggregateType, DomainEvent<?> event, Set<String> approvals) {
        if (approvals.contains(event.name()) && callerHasMade(aggregateType, event, approvals)) {
            throw Refusal.forbidden(
                    "four-eyes",
                    "Whoever created this record, or changed it since it was last approved, cannot approve it");
        }
    }

    private boolean callerHasMade(String aggregateType, DomainEvent<?> event, Set<String> approvals) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(HAS_MADE)) {
            select.setString(1, aggregateType);
            select.setObject(2, event.after().id());
            select.setString(3, caller.origin().actor());
            select.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            approvals.stream()
                                    .map(name -> DomainEvent.wireType(service, name))
                                    .toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
