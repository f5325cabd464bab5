package jp.go.jica.partnerships.participants.participant;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
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
            from person where sealed is not null and participant_id = any(?)""";

    private static final String IS_VISIBLE = "select participant_id from person where sealed is not null and ";

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;
    private final PersonKeys keys;
    private final BlindIndex index;
    private final VisiblePersons visible;

    public Persons(
            AgroalDataSource dataSource, ObjectMapper json, PersonKeys keys, BlindIndex index, VisiblePersons visible) {
        this.dataSource = dataSource;
        this.json = json;
        this.keys = keys;
        this.index = index;
        this.visible = visible;
    }

    void add(UUID participantId, Person person, Set<String> registeredFor) {
        PersonKey key = keys.create(participantId);
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, participantId);
            insert.setBytes(2, PersonalData.of(person).sealed(key, json));
            insert.setBytes(3, index.number(person.participantNumber()));
            insert.setArray(4, bytes(connection, index.all(person.name(), person.birthDate())));
            insert.setString(5, person.sex().name());
            insert.setString(6, person.nationality().value());
            insert.setString(7, person.organisation().type().name());
            insert.setString(8, person.occupation().name());
            insert.setArray(9, connection.createArrayOf("text", registeredFor.toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By participant id; who is not there, or was erased, is not in the answer. */
    Map<UUID, Person> of(Collection<UUID> participantIds) {
        Map<UUID, PersonKey> keyOf = keys.of(participantIds);
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("uuid", participantIds.toArray()));
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

    /** What is copied into a participation; empty if there is no such participant, or none that the caller may know of. */
    public Optional<PersonFacts> factsOf(UUID participantId) {
        if (!isVisible(participantId)) {
            return Optional.empty();
        }
        return Optional.ofNullable(of(List.of(participantId)).get(participantId))
                .map(person -> new PersonFacts(
                        person.nationality(),
                        person.sex(),
                        person.birthDate(),
                        person.organisation().type(),
                        person.occupation()));
    }

    private boolean isVisible(UUID participantId) {
        Conditions one =
                visible.by("person.participant_id", Conditions.none().and("person.participant_id = ?", participantId));
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(IS_VISIBLE + one.sql())) {
            one.bind(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
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
