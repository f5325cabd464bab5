package jp.go.jica.partnerships.participants.participant;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * The table of all that is personal. It is written in the transaction that registers the participant, and stands
 * outside of the journal and of its publication.
 */
@ApplicationScoped
public class Persons {

    private static final String INSERT = """
            insert into person
              (participant_id, participant_number, family_name, given_name, sex, birth_date, nationality,
               organisation_name, organisation_type, occupation, email, telephone, postal_address, registered_for)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SELECT = """
            select participant_id, participant_number, family_name, given_name, sex, birth_date, nationality,
                   organisation_name, organisation_type, occupation, email, telephone, postal_address
            from person where participant_id = any(?)""";

    private static final String SELECT_FACTS = """
            select nationality, sex, birth_date, organisation_type, occupation
            from person where\s""";

    private final AgroalDataSource dataSource;
    private final VisiblePersons visible;

    public Persons(AgroalDataSource dataSource, VisiblePersons visible) {
        this.dataSource = dataSource;
        this.visible = visible;
    }

    void add(UUID participantId, Person person, Set<String> registeredFor) {
        Person.Contact contact = person.contact();
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, participantId);
            insert.setString(2, person.participantNumber());
            insert.setString(3, person.name().family());
            insert.setString(4, person.name().given());
            insert.setString(5, person.sex().name());
            insert.setObject(6, person.birthDate());
            insert.setString(7, person.nationality().value());
            insert.setString(8, person.organisation().name());
            insert.setString(9, person.organisation().type().name());
            insert.setString(10, person.occupation().name());
            insert.setString(11, contact == null ? null : contact.email());
            insert.setString(12, contact == null ? null : contact.telephone());
            insert.setString(13, contact == null ? null : contact.postalAddress());
            insert.setArray(14, connection.createArrayOf("text", registeredFor.toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** By participant id; who is not there is not in the answer. */
    Map<UUID, Person> of(Collection<UUID> participantIds) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT)) {
            select.setArray(1, connection.createArrayOf("uuid", participantIds.toArray()));
            Map<UUID, Person> persons = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    persons.put(rows.getObject("participant_id", UUID.class), person(rows));
                }
            }
            return persons;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** What is copied into a participation; empty if there is no such participant, or none that the caller may know of. */
    public Optional<PersonFacts> factsOf(UUID participantId) {
        Conditions one =
                visible.by("person.participant_id", Conditions.none().and("person.participant_id = ?", participantId));
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT_FACTS + one.sql())) {
            one.bind(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new PersonFacts(
                                CountryCode.parse(row.getString("nationality")),
                                Sex.valueOf(row.getString("sex")),
                                row.getObject("birth_date", LocalDate.class),
                                OrganisationType.valueOf(row.getString("organisation_type")),
                                Occupation.valueOf(row.getString("occupation"))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getString("participant_number"),
                new Person.Name(row.getString("family_name"), row.getString("given_name")),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                CountryCode.parse(row.getString("nationality")),
                new Person.Organisation(
                        row.getString("organisation_name"),
                        OrganisationType.valueOf(row.getString("organisation_type"))),
                Occupation.valueOf(row.getString("occupation")),
                contact(row.getString("email"), row.getString("telephone"), row.getString("postal_address")));
    }

    private static Person.@Nullable Contact contact(
            @Nullable String email, @Nullable String telephone, @Nullable String postalAddress) {
        return email == null && telephone == null && postalAddress == null
                ? null
                : new Person.Contact(email, telephone, postalAddress);
    }
}
