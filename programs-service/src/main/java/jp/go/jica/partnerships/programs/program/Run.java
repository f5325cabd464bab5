package jp.go.jica.partnerships.programs.program;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/** One holding of a course or one phase of a project; participants take part in a run. */
public record Run(UUID id, @JsonUnwrapped RunDetails details) {}
