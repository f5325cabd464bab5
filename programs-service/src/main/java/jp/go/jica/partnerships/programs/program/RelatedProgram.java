package jp.go.jica.partnerships.programs.program;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Another program, and what this one is to it. */
public record RelatedProgram(
        @NotNull UUID programId, @NotNull Relation relation) {

    /** What a program is to the other that it names. */
    public enum Relation {
        /** A later phase of it. */
        PHASE_OF,
        /** Takes its work on under a new code. */
        SUCCESSOR_OF,
        /** Has to do with it, in whatever order. */
        RELATED;

        /** Whether it says which of the two was first, so that it cannot lead back to where it began. */
        boolean ordered() {
            return this != RELATED;
        }
    }
}
