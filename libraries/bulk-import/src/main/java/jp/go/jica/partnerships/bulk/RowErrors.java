package jp.go.jica.partnerships.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;

/** What is wrong in the files of jobs, in the order of their lines. It may repeat what stands in a cell, so it is sealed. */
@ApplicationScoped
public class RowErrors {

    /** More are counted, but nobody reads them. */
    static final int MOST = 100_000;

    private static final String ERROR = "error";

    private final AgroalDataSource dataSource;
    private final SealedPieces seals;
    private final ObjectMapper json;

    public RowErrors(AgroalDataSource dataSource, SealedPieces seals, ObjectMapper json) {
        this.dataSource = dataSource;
        this.seals = seals;
        this.json = json;
    }

    /** An error and its place among those of its job, from 1 on. */
    public record Numbered(int number, RowError error) {}

    /** Adds errors behind those that there are, in the transaction that is there. */
    void add(UUID job, int there, List<RowError> errors) {
        if (errors.isEmpty() || there >= MOST) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        "insert into import_error (job, number, sealed) values (?, ?, ?)")) {
            int number = there;
            for (RowError error : errors.subList(0, Math.min(errors.size(), MOST - there))) {
                number++;
                insert.setObject(1, job);
                insert.setInt(2, number);
                insert.setBytes(3, seals.close(ERROR, job, number, json.writeValueAsBytes(error)));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An error cannot be written", e);
        }
    }

    /** At most so many, behind the place named; 0 for the first ones. */
    public List<Numbered> behind(UUID job, int number, int limit) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "select number, sealed from import_error where job = ? and number > ? order by number limit ?")) {
            select.setObject(1, job);
            select.setInt(2, number);
            select.setInt(3, limit);
            List<Numbered> errors = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] plain = seals.open(ERROR, job, rows.getInt(1), rows.getBytes(2));
                    errors.add(new Numbered(rows.getInt(1), json.readValue(plain, RowError.class)));
                }
            }
            return errors;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } catch (IOException e) {
            throw new IllegalStateException("An error cannot be read", e);
        }
    }
}
