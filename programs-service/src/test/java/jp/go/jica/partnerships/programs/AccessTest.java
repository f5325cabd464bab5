package jp.go.jica.partnerships.programs;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.AccessSuite;

@QuarkusTest
@WithRealServers(service = "programs")
class AccessTest extends AccessSuite {

    AccessTest() {
        super("programs", Permissions.grants("programs"));
    }
}
