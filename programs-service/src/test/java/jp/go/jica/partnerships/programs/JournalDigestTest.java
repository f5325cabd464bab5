package jp.go.jica.partnerships.programs;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.JournalDigestSuite;

@QuarkusTest
@WithRealServers(service = "programs")
class JournalDigestTest extends JournalDigestSuite {}
