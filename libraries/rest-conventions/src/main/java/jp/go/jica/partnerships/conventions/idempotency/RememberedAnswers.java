package jp.go.jica.partnerships.conventions.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Seal;
import jp.go.jica.partnerships.journal.StorageFailure;

/** The answers of the last 24 hours to requests under a key. */
@ApplicationScoped
public class RememberedAnswers {

    static final Duration KEPT = Duration.ofHours(24);

    // A service that stands still, or is cut off, within the transaction would otherwise hold the key until its
    // connection is found dead.
    private static final String TRY_LOCK =
            "select pg_try_advisory_xact_lock(?), set_config('idle_in_transaction_session_timeout', '30s', true)";

    private static final String FIND =
            "select contents, authority, answer from remembered_answer where place = ? and expires_at > ?";

    // An expired one may still be there.
    private static final String KEEP = """
            insert into remembered_answer (place, contents, authority, answer, expires_at) values (?, ?, ?, ?, ?)
            on conflict (place) do update set
              contents = excluded.contents, authority = excluded.authority, answer = excluded.answer,
              expires_at = excluded.expires_at""";

    private static final String FORGET = """
            delete from remembered_answer where place in
              (select place from remembered_answer where expires_at <= ? order by expires_at limit ? for update skip locked)""";

    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public RememberedAnswers(AgroalDataSource dataSource, ObjectMapper json, Clock clock) {
        this.dataSource = dataSource;
        this.json = json;
        this.clock = clock;
    }

    /** Of several such requests at once, whichever instance they reach, one goes on until its transaction ends. */
    boolean tryLock(Remembrance request, Connection transaction) throws SQLException {
        try (var lock = transaction.prepareStatement(TRY_LOCK)) {
            lock.setLong(1, request.lock());
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** What the request was answered before. */
    Optional<Answer> find(Remembrance request, Connection transaction) throws SQLException {
        try (var select = transaction.prepareStatement(FIND)) {
            select.setBytes(1, request.place());
            select.setObject(2, atUtc(clock.instant()));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                if (!request.asksForTheSame(row.getBytes(1))) {
                    throw Refusal.reusedKey();
                }
                if (!request.mayDoTheSame(row.getBytes(2))) {
                    throw Refusal.forbidden(
                            "What the caller may do has changed since this was answered; it is not shown again");
                }
                return Optional.of(Answer.read(request.opened(row.getBytes(3)), json));
            }
        }
    }

    void keep(Remembrance request, Answer answer, Connection transaction) throws SQLException {
        byte[] nonce = new byte[Seal.NONCE];
        random.nextBytes(nonce);
        try (var insert = transaction.prepareStatement(KEEP)) {
            insert.setBytes(1, request.place());
            insert.setBytes(2, request.contents());
            insert.setBytes(3, request.authority());
            insert.setBytes(4, request.sealed(answer.bytes(json), nonce));
            insert.setObject(5, atUtc(clock.instant().plus(KEPT)));
            insert.executeUpdate();
        }
    }

    /** Deletes what has expired, a thousand at once; gives how many. */
    public int forgetExpired() {
        int all = 0;
        int some;
        do {
            some = forgetSome();
            all += some;
        } while (some == FORGOTTEN_AT_ONCE);
        return all;
    }

    private int forgetSome() {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement(FORGET)) {
            delete.setObject(1, atUtc(clock.instant()));
            delete.setInt(2, FORGOTTEN_AT_ONCE);
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
