package jp.go.jica.partnerships.reporting.fold;

import java.util.List;
import java.util.stream.Stream;

/** What is folded. */
public final class OwnerTopics {

    public static final List<String> OWNERS = List.of("agreements", "participants", "programs");

    public static final List<String> JOURNALS = List.of(
            "programs.program.v1",
            "agreements.agreement.v1",
            "participants.participant.v1",
            "participants.participation.v1");

    private OwnerTopics() {}

    /** The owners' journals and their heartbeats. */
    public static List<String> all() {
        return Stream.concat(JOURNALS.stream(), OWNERS.stream().map(owner -> owner + ".heartbeat.v1"))
                .toList();
    }

    public static List<String> journalsOf(String owner) {
        return JOURNALS.stream().filter(topic -> topic.startsWith(owner + ".")).toList();
    }
}
