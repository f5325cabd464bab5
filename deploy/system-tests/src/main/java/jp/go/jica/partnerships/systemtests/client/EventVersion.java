package jp.go.jica.partnerships.systemtests.client;

/**
 * Which version of which record a change made, as the header {@code Event-Version} gives it:
 * {@code programs/<id>/3}.
 *
 * @param service the owner's name
 * @param version 1, 2, 3 …
 */
public record EventVersion(String service, String aggregateId, int version) {

    public static EventVersion parse(String header) {
        String[] parts = header.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("No Event-Version: " + header);
        }
        return new EventVersion(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** The form that {@code ?sees=} takes. */
    @Override
    public String toString() {
        return service + "/" + aggregateId + "/" + version;
    }
}
