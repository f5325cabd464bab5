package jp.go.jica.partnerships.reporting.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import jp.go.jica.partnerships.journal.digest.BucketDigest;
import jp.go.jica.partnerships.journal.digest.DigestEntry;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.Counts;
import jp.go.jica.partnerships.reporting.reconciliation.ReconciledOwner.DifferenceKind;
import org.jboss.logging.Logger;

/**
 * Compares what has come with what each owner says it has recorded, up to a minute ago. What is on its way differs too, so
 * only what differs at a later comparison still is a difference.
 */
@ApplicationScoped
class Reconciliation {

    /** How long something has to differ. */
    static final Duration CONFIRMED_AFTER = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    // If everything differs there is nothing to be learned from names.
    private static final int BUCKETS_AT_MOST = 16;
    private static final int NAMES_AT_MOST = 1_000;

    private final OwnerJournals journals;
    private final ArrivedEvents arrived;
    private final Findings findings;
    private final Clock clock;

    Reconciliation(OwnerJournals journals, ArrivedEvents arrived, Findings findings, Clock clock) {
        this.journals = journals;
        this.arrived = arrived;
        this.findings = findings;
        this.clock = clock;
    }

    /** One owner that is away does not keep the others from being compared. */
    void compareAll() {
        for (String owner : OwnerTopics.OWNERS) {
            try {
                compare(owner);
            } catch (OwnerAway away) {
                LOG.infof("%s is not compared: %s", owner, away.getMessage());
                findings.keepFailure(owner, String.valueOf(away.getMessage()), clock.instant());
            }
        }
    }

    private void compare(String owner) throws OwnerAway {
        Set<String> types = typesOf(owner);
        OwnerJournals.Digest there = journals.digest(owner);
        List<ArrivedEvents.Bucket> here = arrived.before(there.until()).stream()
                .filter(bucket -> types.contains(bucket.aggregateType()))
                .toList();
        Map<String, Set<Integer>> differing = differing(there.buckets(), here);
        List<Findings.Found> found = new ArrayList<>();
        Set<Integer> buckets = new TreeSet<>();
        differing.values().forEach(buckets::addAll);
        List<Integer> looked = buckets.stream().limit(BUCKETS_AT_MOST).toList();
        if (!looked.isEmpty()) {
            found.addAll(named(owner, looked, there.until(), types));
        }
        boolean more = looked.size() < buckets.size() || found.size() > NAMES_AT_MOST;
        findings.keep(
                owner,
                there.until(),
                clock.instant(),
                counts(types, there.buckets(), here, differing),
                found.subList(0, Math.min(found.size(), NAMES_AT_MOST)),
                more);
    }

    private static Set<String> typesOf(String owner) {
        Set<String> types = new TreeSet<>();
        // programs.program.v1 is about programs.
        OwnerTopics.journalsOf(owner).forEach(topic -> types.add(topic.split("\\.", -1)[1]));
        return types;
    }

    /** Numbers of buckets by aggregate type. */
    private static Map<String, Set<Integer>> differing(List<BucketDigest> there, List<ArrivedEvents.Bucket> here) {
        Map<String, String> known = new HashMap<>();
        here.forEach(each -> known.put(each.aggregateType() + "/" + each.bucket(), each.events() + "/" + each.hash()));
        Map<String, Set<Integer>> differing = new TreeMap<>();
        for (BucketDigest each : there) {
            String arrived = known.remove(each.aggregateType() + "/" + each.bucket());
            if (!(each.events() + "/" + each.hash()).equals(arrived)) {
                differing
                        .computeIfAbsent(each.aggregateType(), type -> new TreeSet<>())
                        .add(each.bucket());
            }
        }
        for (ArrivedEvents.Bucket each : here) {
            if (known.containsKey(each.aggregateType() + "/" + each.bucket())) {
                differing
                        .computeIfAbsent(each.aggregateType(), type -> new TreeSet<>())
                        .add(each.bucket());
            }
        }
        return differing;
    }

    private List<Findings.Found> named(String owner, List<Integer> buckets, Instant until, Set<String> types)
            throws OwnerAway {
        Set<Event> there = new HashSet<>();
        for (int bucket : buckets) {
            journals.entries(owner, bucket, until).forEach(entry -> there.add(Event.of(entry)));
        }
        Set<Event> here = new HashSet<>();
        arrived.entries(types, buckets, until).forEach(entry -> here.add(Event.of(entry)));
        List<Findings.Found> found = new ArrayList<>();
        there.stream()
                .filter(event -> !here.contains(event))
                .forEach(event -> found.add(event.as(DifferenceKind.MISSING_HERE)));
        here.stream()
                .filter(event -> !there.contains(event))
                .forEach(event -> found.add(event.as(DifferenceKind.UNKNOWN_THERE)));
        // The same ones each time, if there are too many.
        found.sort(Findings.Found.ORDER);
        return found;
    }

    private static List<Counts> counts(
            Collection<String> types,
            List<BucketDigest> there,
            List<ArrivedEvents.Bucket> here,
            Map<String, Set<Integer>> differing) {
        return types.stream()
                .map(type -> {
                    long recorded = there.stream()
                            .filter(each -> each.aggregateType().equals(type))
                            .mapToLong(BucketDigest::events)
                            .sum();
                    long all = here.stream()
                            .filter(each -> each.aggregateType().equals(type))
                            .mapToLong(ArrivedEvents.Bucket::events)
                            .sum();
                    long quarantined = here.stream()
                            .filter(each -> each.aggregateType().equals(type))
                            .mapToLong(ArrivedEvents.Bucket::quarantined)
                            .sum();
                    return new Counts(
                            type,
                            recorded,
                            all - quarantined,
                            quarantined,
                            0,
                            0,
                            differing.getOrDefault(type, Set.of()).size());
                })
                .toList();
    }

    /** Without the time at which it was recorded, which is no part of what is compared. */
    private record Event(String aggregateType, UUID aggregateId, int version, UUID eventId) {

        static Event of(DigestEntry entry) {
            return new Event(entry.aggregateType(), entry.aggregateId(), entry.version(), entry.eventId());
        }

        Findings.Found as(DifferenceKind kind) {
            return new Findings.Found(aggregateType, aggregateId, version, eventId, kind.name());
        }
    }
}
