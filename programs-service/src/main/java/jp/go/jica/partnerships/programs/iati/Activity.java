package jp.go.jica.partnerships.programs.iati;

import java.time.Instant;
import java.util.List;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.programs.program.State;
import jp.go.jica.partnerships.referencedata.Iati.ActivityStatus;
import org.jspecify.annotations.Nullable;

/**
 * A program that is told to IATI, with what it does not say of itself.
 *
 * @param changedAt when its newest change was recorded
 * @param siblings codes of the programs told to IATI whose later phase or successor it is
 */
public record Activity(Program program, Instant changedAt, List<String> siblings) {

    /** @throws IllegalArgumentException if it is not told to IATI */
    public Activity {
        if (!isTold(program)) {
            throw new IllegalArgumentException("Program %s is not told to IATI".formatted(program.id()));
        }
        siblings = List.copyOf(siblings);
    }

    /** What never came about is not told, nor what was entered in error. */
    static boolean isTold(Program program) {
        return program.annulledOn() == null && statusOf(program.progress().state()) != null;
    }

    ActivityStatus status() {
        ActivityStatus status = statusOf(program.progress().state());
        if (status == null) {
            throw new IllegalStateException("Asked at construction");
        }
        return status;
    }

    private static @Nullable ActivityStatus statusOf(State state) {
        return switch (state) {
            case PROPOSED, ADOPTED, CONTRACTED -> ActivityStatus.PIPELINE_IDENTIFICATION;
            case IMPLEMENTING -> ActivityStatus.IMPLEMENTATION;
            case COMPLETED -> ActivityStatus.CLOSED;
            case CANCELLED -> ActivityStatus.CANCELLED;
            case SUSPENDED -> ActivityStatus.SUSPENDED;
            case REJECTED, WITHDRAWN -> null;
        };
    }
}
