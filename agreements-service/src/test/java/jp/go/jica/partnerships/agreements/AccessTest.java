package jp.go.jica.partnerships.agreements;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.AccessSuite;

@QuarkusTest
@WithRealServers(service = "agreements")
class AccessTest extends AccessSuite {

    AccessTest() {
        super("agreements", Permissions.grants("agreements"));
    }
}
