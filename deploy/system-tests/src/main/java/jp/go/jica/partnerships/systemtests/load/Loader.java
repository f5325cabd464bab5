package jp.go.jica.partnerships.systemtests.load;

import java.util.Map;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.UnexpectedAnswer;
import jp.go.jica.partnerships.systemtests.plan.LoadPlan;

/**
 * Makes the system hold what a plan says. Looks first at what is there, by business number, so that a load can be
 * repeated, also after one that was killed. Programs come first, then the people, and a program is completed last: a
 * completed program needs no second look.
 */
public final class Loader {

    private Loader() {}

    /**
     * Loads without a word.
     *
     * @param requests how many are in flight at a time
     * @throws UnexpectedAnswer if a service refuses something; a next load goes on from there
     */
    public static void load(LoadPlan plan, Client client, Addresses addresses, int requests)
            throws InterruptedException {
        load(plan, client, addresses, requests, new Tally(line -> {}, System::nanoTime));
    }

    static void load(LoadPlan plan, Client client, Addresses addresses, int requests, Tally tally)
            throws InterruptedException {
        Desk desk = new Desk(client, tally);
        ProgramLoad programs = new ProgramLoad(desk, addresses.programs(), tally);
        try (InFlight inFlight = new InFlight(requests)) {
            new AgreementLoad(desk, addresses.agreements(), tally).load(plan.agreements(), inFlight);
            Map<String, LoadedProgram> loaded = programs.open(plan.programs(), inFlight);
            new ParticipationLoad(desk, addresses.participants(), tally).load(plan.programs(), loaded, inFlight);
            programs.complete(plan.programs(), loaded, inFlight);
        }
    }
}
