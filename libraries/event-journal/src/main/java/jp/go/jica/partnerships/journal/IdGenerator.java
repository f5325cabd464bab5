package jp.go.jica.partnerships.journal;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes the ids of records and events. */
@ApplicationScoped
public class IdGenerator {

    private final NoArgGenerator ordered = Generators.timeBasedEpochGenerator();
    private final NoArgGenerator random = Generators.randomBasedGenerator();

    /** A UUIDv7: new ids sort after old ones, so that indexes grow at their end. */
    public UUID ordered() {
        return ordered.generate();
    }

    /** A UUIDv4: tells nothing, not even when it was made; for people. */
    public UUID unlinkable() {
        return random.generate();
    }
}
