package jp.go.jica.partnerships.programs.sound;

import java.time.Clock;
import java.time.Instant;

public record Program(Instant recordedAt) {
    public static Program recordedNow(Clock clock) {
        return new Program(Instant.now(clock));
    }
}
