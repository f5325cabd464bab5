package jp.go.jica.partnerships.kubernetes.network;

/** Somebody may reach somebody else at a port. */
public record Arrow(String from, String to, String port) implements Comparable<Arrow> {

    /** From {@code programs-service -> programs-db 5432}; a port over UDP is {@code UDP/53}. */
    static Arrow of(String line) {
        String[] words = line.trim().split("\\s+", -1);
        if (words.length != 4 || !words[1].equals("->")) {
            throw new IllegalArgumentException("No arrow: " + line);
        }
        return new Arrow(words[0], words[2], words[3]);
    }

    @Override
    public int compareTo(Arrow other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return "%s -> %s %s".formatted(from, to, port);
    }
}
