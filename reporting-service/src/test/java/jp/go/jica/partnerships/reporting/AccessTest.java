package jp.go.jica.partnerships.reporting;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.AccessSuite;

@QuarkusTest
@WithRealServers(service = "reporting")
class AccessTest extends AccessSuite {

    AccessTest() {
        super("reporting", Permissions.grants("reporting"));
    }
}
