package jp.go.jica.partnerships.agreements.calendar;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.KeyedHash;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.ServiceSecret;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.journal.IdGenerator;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/** The links to calendars that are out. A link is its maker's: nobody else sees or revokes it. */
@ApplicationScoped
@Transactional
public class CalendarLinks {

    private static final int TOKEN_BYTES = 32;
    private static final int MOST_OF_ONE = 100;
    private static final String COLUMNS = "id, lead_offices, created_at, revoked_at";

    private final AgroalDataSource dataSource;
    private final Caller caller;
    private final IdGenerator ids;
    private final Clock clock;
    private final KeyedHash key;
    private final SecureRandom random = new SecureRandom();

    public CalendarLinks(
            AgroalDataSource dataSource, Caller caller, IdGenerator ids, Clock clock, ServiceSecret secret) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
        this.key = secret.keyFor("calendar-link");
    }

    /** A link with its token, which nobody is told again. */
    public record Made(CalendarLink link, String token) {}

    public Made make(List<OfficeCode> offices) {
        if (mine().stream().filter(link -> link.revokedAt() == null).count() >= MOST_OF_ONE) {
            throw Refusal.stateConflict("too-many-links", "Revoke a link first; there are %d".formatted(MOST_OF_ONE));
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        CalendarLink link =
                new CalendarLink(ids.ordered(), offices, clock.instant().truncatedTo(ChronoUnit.MICROS), null);
        execute(
                "insert into calendar_link (id, subject, lead_offices, token_hash, created_at) values (?, ?, ?, ?, ?)",
                insert -> {
                    insert.setObject(1, link.id());
                    insert.setString(2, subject());
                    insert.setArray(
                            3,
                            insert.getConnection()
                                    .createArrayOf(
                                            "text",
                                            offices.stream()
                                                    .map(OfficeCode::value)
                                                    .toArray()));
                    insert.setBytes(4, hash(token));
                    insert.setObject(5, OffsetDateTime.ofInstant(link.createdAt(), ZoneOffset.UTC));
                });
        return new Made(link, token);
    }

    /** Those of the caller, oldest first. */
    public List<CalendarLink> mine() {
        return query(
                "select %s from calendar_link where subject = ? order by created_at, id".formatted(COLUMNS),
                select -> select.setString(1, subject()));
    }

    /** From now on the link opens nothing; again is the same as once. */
    public void revoke(UUID id) {
        int revoked = execute(
                "update calendar_link set revoked_at = coalesce(revoked_at, ?) where id = ? and subject = ?",
                update -> {
                    update.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                    update.setObject(2, id);
                    update.setString(3, subject());
                });
        if (revoked == 0) {
            throw Refusal.notFound();
        }
    }

    /** The link that the token opens; none if there never was one or it was revoked. */
    public Optional<CalendarLink> opened(String token) {
        return query(
                        "select %s from calendar_link where token_hash = ? and revoked_at is null".formatted(COLUMNS),
                        select -> select.setBytes(1, hash(token)))
                .stream()
                .findFirst();
    }

    private byte[] hash(String token) {
        return key.of(token.getBytes(StandardCharsets.UTF_8));
    }

    private String subject() {
        return caller.origin().actor();
    }

    @FunctionalInterface
    private interface Values {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private int execute(String sql, Values values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            values.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private List<CalendarLink> query(String sql, Values values) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            values.bind(statement);
            List<CalendarLink> links = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    links.add(link(rows));
                }
            }
            return links;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static CalendarLink link(ResultSet row) throws SQLException {
        String[] offices = (String[]) row.getArray("lead_offices").getArray();
        @Nullable OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new CalendarLink(
                row.getObject("id", UUID.class),
                Arrays.stream(offices).map(OfficeCode::parse).toList(),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                revoked == null ? null : revoked.toInstant());
    }
}
