package jp.go.jica.partnerships.participants;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.JournalDigestSuite;

@QuarkusTest
@WithRealServers(service = "participants")
class JournalDigestTest extends JournalDigestSuite {}
