package jp.go.jica.partnerships.agreements;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import jp.go.jica.partnerships.testing.TravellingClock;

/** The service's clock in its tests. */
@Mock
@Singleton
public class TestClock extends TravellingClock {}
