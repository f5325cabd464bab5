package jp.go.jica.partnerships.agreements.agreement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;

/** On which day something is to be announced of which agreement; kept in the transaction of every change. */
@ApplicationScoped
public class DueAnnouncements {

    private static final String PUT = """
            insert into agreement_due (agreement_id, due_on) values (?, ?)
            on conflict (agreement_id) do update set due_on = excluded.due_on where agreement_due.due_on <> excluded.due_on""";

    private final AgroalDataSource dataSource;

    public DueAnnouncements(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void put(UUID agreement, Optional<LocalDate> dueOn) {
        String sql = dueOn.isPresent() ? PUT : "delete from agreement_due where agreement_id = ?";
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, agreement);
            if (dueOn.isPresent()) {
                statement.setObject(2, dueOn.get());
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** At most so many agreements of which something is due until the day, the oldest first. */
    List<UUID> until(LocalDate day, int most) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "select agreement_id from agreement_due where due_on <= ? order by due_on, agreement_id limit ?")) {
            select.setObject(1, day);
            select.setInt(2, most);
            List<UUID> due = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getObject(1, UUID.class));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Takes the one right to announce, until the transaction ends.
     *
     * @return false if another instance has it, or if everything until the day has been announced already
     */
    boolean begin(LocalDate day) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "select 1 from agreement_clock where announced_through < ? for update skip locked")) {
            select.setObject(1, day);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Everything until the day has been announced. */
    void finish(LocalDate day) {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement("update agreement_clock set announced_through = ?")) {
            update.setObject(1, day);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
