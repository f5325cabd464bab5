package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/** Something that came of a program, such as the Declaration of Safe Water throughout Hue Province in 2009. */
public record Outcome(UUID id, @JsonUnwrapped OutcomeDetails details) {}
