package jp.go.jica.partnerships.bulk;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.journal.StorageFailure;
import org.jspecify.annotations.Nullable;

/** Files as they were sent, kept in sealed pieces until their job has ended. */
@ApplicationScoped
public class Uploads {

    // A quarter of a mebibyte in memory at a time, however long the file is.
    private static final int PIECE = 256 * 1024;
    private static final Duration LEFT = Duration.ofHours(1);
    private static final String PART = "part";

    private final AgroalDataSource dataSource;
    private final SealedPieces seals;
    private final IdGenerator ids;
    private final Clock clock;

    public Uploads(AgroalDataSource dataSource, SealedPieces seals, IdGenerator ids, Clock clock) {
        this.dataSource = dataSource;
        this.seals = seals;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores what comes, piece by piece as it comes; must not be called in a transaction, which would last as long. */
    public UUID receive(InputStream body) throws IOException {
        UUID id = ids.ordered();
        update("insert into import_upload (id, received_at) values (?, ?)", id, clock.instant());
        try {
            int number = 0;
            for (byte[] piece = body.readNBytes(PIECE); piece.length > 0; piece = body.readNBytes(PIECE)) {
                number++;
                update(
                        "insert into import_part (upload, number, sealed) values (?, ?, ?)",
                        id,
                        number,
                        seals.close(PART, id, number, piece));
            }
            return id;
        } catch (IOException | RuntimeException broken) {
            delete(id);
            throw broken;
        }
    }

    /** The bytes as they were sent. */
    InputStream open(UUID id) {
        return new Pieces(id);
    }

    public void delete(UUID id) {
        update("delete from import_upload where id = ?", id);
    }

    /** Deletes what no job came for; gives how many. */
    int forgetLeft() {
        return update(
                "delete from import_upload where received_at <= ? and not exists"
                        + " (select from import_job where import_job.id = import_upload.id)",
                clock.instant().minus(LEFT));
    }

    private int update(String sql, Object... values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(
                        i + 1, values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private byte @Nullable [] piece(UUID id, int number) {
        try (var connection = dataSource.getConnection();
                var select =
                        connection.prepareStatement("select sealed from import_part where upload = ? and number = ?")) {
            select.setObject(1, id);
            select.setInt(2, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? seals.open(PART, id, number, row.getBytes(1)) : null;
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private final class Pieces extends InputStream {

        private final UUID id;
        private int number;
        private byte @Nullable [] piece = {};
        private int at;

        Pieces(UUID id) {
            this.id = id;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (piece != null && at == piece.length) {
                number++;
                piece = piece(id, number);
                at = 0;
            }
            if (piece == null) {
                return -1;
            }
            int n = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, n);
            at += n;
            return n;
        }
    }
}
