package jp.go.jica.partnerships.programs.program;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.StorageFailure;

/** Whether the programs that one names are there, and whether following earlier phases and predecessors comes to an end. */
@ApplicationScoped
public class RelatedPrograms {

    // Two programs that name each other at the same moment would each see the other without its new relation.
    private static final String ONE_AFTER_ANOTHER = "select pg_advisory_xact_lock(hashtext('related-programs'))";

    private static final String IS_THERE = "select not annulled from program where id = ?";

    // union, not union all: it ends even where there is a cycle already.
    private static final String LEADS_BACK = """
            with recursive earlier(id) as (
              select ?::uuid
              union
              select (related ->> 'programId')::uuid
              from earlier join program on program.id = earlier.id
              cross join jsonb_array_elements(program.doc -> 'relatedPrograms') related
              where related ->> 'relation' in ('PHASE_OF', 'SUCCESSOR_OF'))
            select exists (select from earlier where id = ?)""";

    private final AgroalDataSource dataSource;

    public RelatedPrograms(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** To be called before a program is stored whose relations are new. */
    @Transactional(TxType.MANDATORY)
    public void check(UUID program, List<RelatedProgram> related) {
        if (related.isEmpty()) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var lock = connection.prepareStatement(ONE_AFTER_ANOTHER);
                var isThere = connection.prepareStatement(IS_THERE);
                var leadsBack = connection.prepareStatement(LEADS_BACK)) {
            lock.execute();
            for (int i = 0; i < related.size(); i++) {
                RelatedProgram each = related.get(i);
                String pointer = "/relatedPrograms/" + i;
                if (each.programId().equals(program)) {
                    throw Refusal.brokenRule("related-to-itself", pointer, "A program is not related to itself");
                }
                isThere.setObject(1, each.programId());
                try (ResultSet row = isThere.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        throw Refusal.brokenRule(
                                "unknown-reference",
                                pointer + "/programId",
                                "There is no program %s".formatted(each.programId()));
                    }
                }
                if (each.relation().ordered()) {
                    leadsBack.setObject(1, each.programId());
                    leadsBack.setObject(2, program);
                    try (ResultSet row = leadsBack.executeQuery()) {
                        row.next();
                        if (row.getBoolean(1)) {
                            throw Refusal.brokenRule("relation-cycle", pointer, "The program would come before itself");
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
