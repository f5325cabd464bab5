package jp.go.jica.partnerships.bulk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * On which line of a file each key stands first. A million keys take 24 MB: they are kept as 64 bits of their hash, of which
 * two of a million are the same once in thirty million files.
 */
final class FirstLines {

    private static final int SMALLEST = 1 << 10;

    private final MessageDigest digest = sha256();
    private long[] hashes = new long[SMALLEST];
    // 0 where there is none.
    private int[] lines = new int[SMALLEST];
    private int size;

    /** The line on which the key stands first: this one, if it has not been there before. */
    long of(String key, long line) {
        if (2 * size >= lines.length) {
            grow();
        }
        long hash = ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        int place = place(hash);
        if (lines[place] == 0) {
            hashes[place] = hash;
            lines[place] = Math.toIntExact(line);
            size++;
        }
        return lines[place];
    }

    private int place(long hash) {
        int mask = lines.length - 1;
        int place = Long.hashCode(hash) & mask;
        while (lines[place] != 0 && hashes[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldLines = lines;
        hashes = new long[2 * oldHashes.length];
        lines = new int[2 * oldLines.length];
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != 0) {
                int place = place(oldHashes[i]);
                hashes[place] = oldHashes[i];
                lines[place] = oldLines[i];
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
