package jp.go.jica.partnerships.programs.violating;

import jakarta.inject.Inject;
import java.time.Clock;

public class InjectsAField {
    @Inject
    Clock clock;
}
