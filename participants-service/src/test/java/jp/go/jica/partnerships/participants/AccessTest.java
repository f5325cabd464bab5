package jp.go.jica.partnerships.participants;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.AccessSuite;

@QuarkusTest
@WithRealServers(service = "participants")
class AccessTest extends AccessSuite {

    AccessTest() {
        super("participants", Permissions.grants("participants"));
    }
}
