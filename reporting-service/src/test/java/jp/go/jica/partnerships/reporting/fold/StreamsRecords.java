package jp.go.jica.partnerships.reporting.fold;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** What {@link StreamsCounts} keeps of events: no more than it counts by, as short as can be. */
final class StreamsRecords {

    private static final String SEPARATOR = "\n";

    private StreamsRecords() {}

    /** A participation. */
    record Attended(
            int version,
            String person,
            String program,
            String country,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate arrivedOn,
            @Nullable LocalDate completedOn) {

        static final Serde<Attended> SERDE = serde(
                it -> written(
                        it.version, it.person, it.program, it.country, it.acceptedOn, it.arrivedOn, it.completedOn),
                it -> new Attended(
                        Integer.parseInt(it.get(0)),
                        it.get(1),
                        it.get(2),
                        it.get(3),
                        day(it.get(4)),
                        day(it.get(5)),
                        day(it.get(6))));

        static Attended of(Fact.Participation fact) {
            return new Attended(
                    fact.version(),
                    fact.participantId().toString(),
                    fact.programId().toString(),
                    fact.country(),
                    fact.acceptedOn(),
                    fact.arrivedOn(),
                    fact.completedOn());
        }
    }

    /** A program with one run that one office has led all the time. */
    record Led(
            String office,
            String scheme,
            String kind,
            String facility,
            @Nullable LocalDate plannedStart) {

        static final Serde<Led> SERDE = serde(
                it -> written(it.office, it.scheme, it.kind, it.facility, it.plannedStart),
                it -> new Led(it.get(0), it.get(1), it.get(2), it.get(3), day(it.get(4))));

        /** Nothing where nobody can take part yet. */
        static Optional<Led> of(Fact.Program fact) {
            return fact.runs().stream()
                    .findFirst()
                    .map(run -> new Led(
                            fact.leadOffice(), fact.scheme(), fact.kind(), fact.facility(), run.plannedStart()));
        }
    }

    /** A participation and its program. */
    record Placed(Attended attended, Led led) {}

    private static <T> Serde<T> serde(Function<T, String> writing, Function<List<String>, T> reading) {
        Serde<String> text = Serdes.String();
        return Serdes.serdeFrom(
                (topic, it) -> it == null ? null : text.serializer().serialize(topic, writing.apply(it)),
                (topic, bytes) -> bytes == null
                        ? null
                        : reading.apply(Arrays.asList(
                                text.deserializer().deserialize(topic, bytes).split(SEPARATOR, -1))));
    }

    private static String written(@Nullable Object... parts) {
        return Stream.of(parts).map(part -> part == null ? "" : part.toString()).collect(Collectors.joining(SEPARATOR));
    }

    private static @Nullable LocalDate day(String written) {
        return written.isEmpty() ? null : LocalDate.parse(written);
    }
}
