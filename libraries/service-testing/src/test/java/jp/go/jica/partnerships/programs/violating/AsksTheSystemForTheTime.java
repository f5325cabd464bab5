package jp.go.jica.partnerships.programs.violating;

import java.time.Instant;

public final class AsksTheSystemForTheTime {
    Instant recordedAt() {
        return Instant.now();
    }
}
