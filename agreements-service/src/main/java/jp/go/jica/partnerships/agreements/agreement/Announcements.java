package jp.go.jica.partnerships.agreements.agreement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.journal.Origin;
import jp.go.jica.partnerships.referencedata.Tokyo;

/**
 * Tells what became true because its day came: that a term was renewed of itself, that an agreement expired. It only tells;
 * which days an agreement is in force is a matter of its dates.
 */
@ApplicationScoped
public class Announcements {

    private static final Origin CLOCK = new Origin("system:agreements-clock");
    private static final int AT_ONCE = 50;

    private final Agreements agreements;
    private final DueAnnouncements due;
    private final Clock clock;

    public Announcements(Agreements agreements, DueAnnouncements due, Clock clock) {
        this.agreements = agreements;
        this.due = due;
        this.clock = clock;
    }

    /**
     * Announces some of what is due, each thing once, whoever else does the same at this time: one transaction, and only one
     * instance is in it.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean announceSome() {
        LocalDate today = Tokyo.today(clock);
        if (!due.begin(today)) {
            return false;
        }
        List<UUID> some = due.until(today, AT_ONCE);
        for (UUID id : some) {
            agreements.find(id).ifPresent(agreement -> announceAll(agreement, today));
        }
        if (some.size() < AT_ONCE) {
            due.finish(today);
            return false;
        }
        return true;
    }

    private void announceAll(Agreement agreement, LocalDate today) {
        Optional<DomainEvent<Agreement>> next = agreement.announce(today);
        // Where somebody else changes the agreement at this time, the next round reads what has become of it.
        while (next.isPresent() && agreements.announce(next.get(), CLOCK)) {
            next = next.get().after().announce(today);
        }
    }
}
