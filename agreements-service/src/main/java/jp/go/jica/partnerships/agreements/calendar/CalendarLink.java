package jp.go.jica.partnerships.agreements.calendar;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * A right to read the calendar of some offices, for whoever has the link. Its token is told once, to whoever made it, and is
 * stored nowhere.
 *
 * @param revokedAt from when on it opens nothing any more
 */
public record CalendarLink(
        UUID id,
        List<OfficeCode> leadOffices,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
