package jp.go.jica.partnerships.participants.participant;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.participants.personalkey.PersonKey;
import jp.go.jica.partnerships.participants.personalkey.PersonKeys;
import jp.go.jica.partnerships.referencedata.CountryCode;

/**
 * The table of all that is personal, sealed under the key of each person. It is written in the transaction that registers
 * the participant, and stands outside of the journal and of its publication.
 */
@ApplicationScoped
public class Persons {

    private static final String INSERT = """
            insert into person
              (participant_id, sealed, number_hash, search_keys, sex, nationality, organisation_type, occupation,
               registered_for)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SELECT = """
            select participant_id, sealed, sex, nationality, organisation_type, occupation
            from person where sealed is not null and participant_id = any(?::uuid[])""";

    private static final String IS_VISIBLE = "select participant_id from person where sealed is not null and ";

    private static final String REVISE = """
            update person set sealed = ?, number_hash = ?, search_keys = ?, sex = ?, nationality = ?,
                              organisation_type = ?, occupation = ?
            where participant_id = ? and sealed is not null""";

    // Whatever could tell who it was, or find it; the key goes with it.
    private static final String ERASE = """
            update person set sealed = null, number_hash = null, search_keys = null, sex = null, nationality = null,
                              organisation_type = null, occupation = null
            where participant_id = ?""";

    // Two are alike only if the key asked for is the same, a birth date say, and something else besides if that is not
    // of the name itself. A name that thousands have must not keep everybody waiting: of so many, any are as good.
    private static final String NEAR = """
            select asked.id, near.participant_id
            from unnest(?::uuid[], ?::bytea[], ?::boolean[]) as asked(id, key, alone)
            join person who on who.participant_id = asked.id
            cross join lateral (
              select found.participant_id
              from (select other.participant_id, other.search_keys
                    from person other
                    where other.search_keys @> array[asked.key]
                      and other.search_keys
                          && case when asked.alone then array[asked.key] else array_remove(who.search_keys, asked.key) end
                      and other.participant_id <> asked.id
                    limit 1000) found
              order by cardinality(array(select unnest(found.search_keys) intersect select unnest(who.search_keys))) desc,
                       found.participant_id
              limit 20) near""";

    private static final String WITH_NUMBERS = """
            select participant_id, number_hash from person where number_hash = any(?)""";

    private static final String OPEN_TO = """
            update person set registered_for = array(select distinct unnest(registered_for || ?) order by 1)
            where participant_id = ?""";

    private static final int MOST_LOOKED_AT = 500;
    private static final int MOST_FOUND = 50;

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final PersonKeys keys;
    private final PersonChanges changes;
    private final BlindIndex index;
    private final VisiblePersons visible;

    public Persons(
            AgroalDataSource dataSource,
            ObjectMapper json,
            PersonKeys keys,
            PersonChanges changes,
            BlindIndex index,
            VisiblePersons visible) {
        this.dataSource = dataSource;
        this.json = json;
        this.keys = keys;
        this.changes = changes;
        this.index = index;
        this.visible = visible;
    }

    void add(Map<UUID, Person> persons, Set<String> registeredFor) {
        Map<UUID, PersonKey> keyOf = keys.create(persons.keySet());
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            for (Map.Entry<UUID, Person> each : persons.entrySet()) {
                Person person = each.getValue();
                PersonKey key = Objects.requireNonNull(keyOf.get(each.getKey()));
                insert.setObject(1, each.getKey());
                insert.setBytes(2, PersonalData.of(person).sealed(key, json));
                insert.setBytes(3, index.number(person.participantNumber()));
                insert.setArray(4, bytes(connection, index.all(person.name(), person.birthDate())));
                insert.setString(5, person.sex().name());
                insert.setString(6, person.nationality().value());
                insert.setString(7, person.organisation().type().name());
                insert.setString(8, person.occupation().name());
                insert.setArray(9, connection.createArrayOf("text", registeredFor.toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By participant id; who is not there, or was erased, is not in the answer. */
    Map<UUID, Person> of(Collection<UUID> participantIds) {
        Map<UUID, PersonKey> keyOf = keys.of(participantIds);
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(connection, SELECT, participantIds)) {
            Map<UUID, Person> persons = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID id = rows.getObject("participant_id", UUID.class);
                    // Erased between the two questions.
                    PersonKey key = keyOf.get(id);
                    if (key != null) {
                        persons.put(id, person(rows, PersonalData.opened(rows.getBytes("sealed"), key, json)));
                    }
                }
            }
            return persons;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** The person, who was not erased. */
    Person required(UUID participantId) {
        return Optional.ofNullable(of(List.of(participantId)).get(participantId))
                .orElseThrow(() -> Refusal.stateConflict("participant-erased", "Who this was is not kept any more"));
    }

    /**
     * Puts the person as it shall be in the place of what it was, which goes into the history.
     *
     * @param version of the participant after the change
     */
    void revise(UUID participantId, int version, Person before, Person after) {
        PersonKey key = Objects.requireNonNull(keys.of(List.of(participantId)).get(participantId), "not erased");
        changes.append(participantId, version, before, after, key);
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(REVISE)) {
            update.setBytes(1, PersonalData.of(after).sealed(key, json));
            update.setBytes(2, index.number(after.participantNumber()));
            update.setArray(3, bytes(connection, index.all(after.name(), after.birthDate())));
            update.setString(4, after.sex().name());
            update.setString(5, after.nationality().value());
            update.setString(6, after.organisation().type().name());
            update.setString(7, after.occupation().name());
            update.setObject(8, participantId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** What was changed of the person, in order. */
    public List<PersonChange> changesOf(UUID participantId) {
        PersonKey key = keys.of(List.of(participantId)).get(participantId);
        return key == null ? List.of() : changes.of(participantId, key);
    }

    /** Destroys the key, and with it everything that was ever sealed under it, wherever a copy may be. */
    void erase(UUID participantId) {
        keys.destroy(participantId);
        changes.forget(participantId);
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(ERASE)) {
            update.setObject(1, participantId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** For each, who is stored here, those of whatever office who may be the same person. */
    Map<UUID, Set<UUID>> near(Map<UUID, Person> persons) {
        List<UUID> asked = new ArrayList<>();
        List<byte[]> shared = new ArrayList<>();
        List<Boolean> alone = new ArrayList<>();
        persons.forEach((id, person) -> index.sharedByAlike(person.name(), person.birthDate())
                .forEach(key -> {
                    asked.add(id);
                    shared.add(key);
                    alone.add(person.birthDate() == null);
                }));
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(NEAR)) {
            select.setArray(1, connection.createArrayOf("uuid", asked.toArray()));
            select.setArray(2, bytes(connection, shared));
            select.setArray(3, connection.createArrayOf("bool", alone.toArray()));
            Map<UUID, Set<UUID>> near = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    near.computeIfAbsent(rows.getObject(1, UUID.class), id -> new LinkedHashSet<>())
                            .add(rows.getObject(2, UUID.class));
                }
            }
            return near;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By number, whoever of whatever office has it. */
    Map<String, UUID> withNumbers(Collection<String> participantNumbers) {
        Map<String, String> numberOf = new HashMap<>();
        participantNumbers.forEach(number -> numberOf.put(HexFormat.of().formatHex(index.number(number)), number));
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(WITH_NUMBERS)) {
            select.setArray(
                    1,
                    bytes(
                            connection,
                            numberOf.keySet().stream()
                                    .map(HexFormat.of()::parseHex)
                                    .toList()));
            Map<String, UUID> found = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            Objects.requireNonNull(numberOf.get(HexFormat.of().formatHex(rows.getBytes(2)))),
                            rows.getObject(1, UUID.class));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Of whom the caller may know and who fit, the best first. Hashes choose whom to look at; only those are opened. */
    List<UUID> matching(PersonSearch wanted) {
        Conditions conditions = Conditions.none();
        if (wanted.participantNumber() != null) {
            conditions = conditions.and("number_hash = ?", index.number(wanted.participantNumber()));
        }
        if (wanted.birthDate() != null) {
            conditions = conditions.and("search_keys @> array[?::bytea]", (Object) index.birthDate(wanted.birthDate()));
        }
        NormalisedName name = wanted.name();
        if (!name.words().isEmpty()) {
            conditions = conditions.and(
                    "search_keys && array(select decode(hash, 'hex') from unnest(?) as names(hash))",
                    (Object) index.names(name).stream()
                            .map(HexFormat.of()::formatHex)
                            .toArray(String[]::new));
        }
        conditions = visible.by("person.participant_id", conditions);
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(
                        "select participant_id from person where " + conditions.sql() + " limit " + MOST_LOOKED_AT)) {
            conditions.bind(select);
            List<UUID> candidates;
            try (ResultSet rows = select.executeQuery()) {
                candidates = ids(rows);
            }
            return of(candidates).entrySet().stream()
                    .filter(candidate -> wanted.fitsEnough(candidate.getValue()))
                    .sorted(Comparator.comparingDouble(
                                    (Map.Entry<UUID, Person> candidate) -> -wanted.fits(candidate.getValue()))
                            .thenComparing(Map.Entry::getKey))
                    .limit(MOST_FOUND)
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    Set<UUID> visibleAmong(Collection<UUID> participantIds) {
        Conditions those =
                visible.by("person.participant_id", Conditions.none().andIdIn("person.participant_id", participantIds));
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(IS_VISIBLE + those.sql())) {
            those.bind(select);
            try (ResultSet rows = select.executeQuery()) {
                return Set.copyOf(ids(rows));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** For which offices each was registered, {@code *} for all. */
    Map<UUID, List<String>> officesOf(Collection<UUID> participantIds) {
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(
                        connection,
                        "select participant_id, registered_for from person where participant_id = any(?::uuid[])",
                        participantIds)) {
            Map<UUID, List<String>> offices = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    offices.put(rows.getObject(1, UUID.class), List.of((String[])
                            rows.getArray(2).getArray()));
                }
            }
            return offices;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** As if the person had been registered for these offices too. */
    void openTo(UUID participantId, Set<String> offices) {
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement(OPEN_TO)) {
            update.setArray(1, connection.createArrayOf("text", offices.toArray()));
            update.setObject(2, participantId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static List<UUID> ids(ResultSet rows) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        while (rows.next()) {
            ids.add(rows.getObject(1, UUID.class));
        }
        return ids;
    }

    /** What is copied into a participation; empty if there is no such participant, or none that the caller may know of. */
    public Optional<PersonFacts> factsOf(UUID participantId) {
        if (visibleAmong(List.of(participantId)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(of(List.of(participantId)).get(participantId))
                .map(PersonFacts::of);
    }

    private static java.sql.Array bytes(Connection connection, List<byte[]> each) throws SQLException {
        return connection.createArrayOf("bytea", each.toArray(byte[][]::new));
    }

    private static Person person(ResultSet row, PersonalData personal) throws SQLException {
        return new Person(
                personal.participantNumber(),
                personal.name(),
                Sex.valueOf(row.getString("sex")),
                personal.birthDate(),
                CountryCode.parse(row.getString("nationality")),
                new Person.Organisation(
                        personal.organisationName(), OrganisationType.valueOf(row.getString("organisation_type"))),
                Occupation.valueOf(row.getString("occupation")),
                personal.contact());
    }
}
