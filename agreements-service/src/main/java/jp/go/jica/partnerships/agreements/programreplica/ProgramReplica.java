package jp.go.jica.partnerships.agreements.programreplica;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.EventVersion;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.consume.ForeignRecords;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;

/** Programs as far as their events have arrived. */
@ApplicationScoped
public class ProgramReplica {

    private final ForeignRecords programs;

    public ProgramReplica(AgroalDataSource dataSource) {
        this.programs = new ForeignRecords(dataSource, "program_replica", program -> {
            if (!program.path("state").isTextual()) {
                throw new UnreadableEventException("the program has no state");
            }
            return !program.hasNonNull("annulledOn");
        });
    }

    /** As the bus brings them in. */
    public ForeignRecords records() {
        return programs;
    }

    /**
     * That something can have been done within the program, whatever became of it.
     *
     * @param pointer to where the program is named
     * @throws Refusal unknown reference if it has not arrived; state conflict if it was entered in error
     */
    public void requireThere(UUID programId, String pointer) {
        ForeignRecords.Known known = programs.find(programId).orElseThrow(() -> unknown(programId, pointer));
        if (!known.usable()) {
            throw Refusal.stateConflict(
                    "program-annulled", "The program %s was entered in error and annulled".formatted(programId));
        }
    }

    /**
     * Returns as soon as all these programs are known, and all changes named by {@code sees} have arrived. To be called before a
     * transaction begins.
     *
     * @throws Refusal unavailable or unknown reference, after 2 s
     */
    public void await(List<UUID> programIds, List<EventVersion> sees) {
        for (EventVersion change : sees) {
            if (!programs.awaitVersion(change.id(), change.version())) {
                throw Refusal.unavailable("A change named by sees has not arrived yet");
            }
        }
        if (!programs.awaitAll(programIds)) {
            for (int i = 0; i < programIds.size(); i++) {
                if (programs.find(programIds.get(i)).isEmpty()) {
                    throw unknown(programIds.get(i), "/programIds/" + i);
                }
            }
        }
    }

    private static Refusal unknown(UUID programId, String pointer) {
        return Refusal.unknownReference(pointer, "The program %s is not known here".formatted(programId));
    }
}
