package jp.go.jica.partnerships.programs.sound;

import jakarta.enterprise.inject.Produces;
import java.time.Clock;

public class Clocks {
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}
