package jp.go.jica.partnerships.participants;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import jp.go.jica.partnerships.testing.TravellingClock;

/** The service's clock in its tests. */
@Mock
@Singleton
public class TestClock extends TravellingClock {}
