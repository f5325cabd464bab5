package jp.go.jica.partnerships.agreements;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.JournalDigestSuite;

@QuarkusTest
@WithRealServers(service = "agreements")
class JournalDigestTest extends JournalDigestSuite {}
