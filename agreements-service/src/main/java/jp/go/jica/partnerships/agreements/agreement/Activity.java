package jp.go.jica.partnerships.agreements.agreement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.UUID;

/** Something that was done under an agreement, with its id. */
public record Activity(UUID id, @JsonUnwrapped ActivityDetails details) {}
