package jp.go.jica.partnerships.kubernetes.rules;

import java.util.List;
import java.util.stream.Stream;

/** Which rules hold where. */
public final class Rules {

    private static final List<Rule> EVERYWHERE = List.of(
            new FieldsAreKnown(),
            new PodsAreRestricted(),
            new ResourcesAreLimited(),
            new ProbesAskDifferentQuestions(),
            new ServicesStopGently(),
            new ImagesAreNamedExactly(),
            new EverythingIsLabelled(),
            new WhatIsNamedIsThere(),
            new MigrationsAreApart());

    private Rules() {}

    /** On one machine, where somebody makes databases, bus and secrets by hand. */
    public static List<Rule> onOneMachine() {
        return Stream.concat(EVERYWHERE.stream(), Stream.of(new SecretsAreReferences(false)))
                .toList();
    }

    /** In a cluster with operators. */
    public static List<Rule> inACluster() {
        return Stream.concat(
                        EVERYWHERE.stream(),
                        Stream.of(
                                new SecretsAreReferences(true),
                                new PodsShareNothingWithTheirNode(),
                                new ServicesOutliveANode(),
                                new DatabasesKeepWhatTheyAcknowledge(),
                                new RolesAreThoseOfEveryEnvironment(),
                                new PoolsFitIntoTheirDatabase(),
                                new BusKeepsWhatItAcknowledges(),
                                new TopicsAreThoseOfTheFile(),
                                new RightsOnTheBusCoverWhatIsDone(),
                                new RelayIsThatOfLocal(),
                                new ArrowsHaveTwoEnds(),
                                new ArrowsAreThoseOfTheArchitecture(),
                                new AddressesAreAllowed()))
                .toList();
    }
}
