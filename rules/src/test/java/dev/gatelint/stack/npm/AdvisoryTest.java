package dev.gatelint.stack.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvisoryTest {
    private static List<String> of(String name, String version) {
        return Advisory.all().stream().filter(a -> a.name().equals(name) && a.affects(Version.of(version))).map(Advisory::id).toList();
    }

    @Test void versionsBesideTheFixes() {
        assertThat(of("next", "14.2.24")).containsExactly("CVE-2025-29927", "CVE-2026-44573");
        assertThat(of("next", "14.2.25")).containsExactly("CVE-2026-44573");
        assertThat(of("next", "15.2.2")).contains("CVE-2025-29927", "CVE-2026-44575").doesNotContain("CVE-2024-51479");
        assertThat(of("next", "15.5.16")).containsExactly("CVE-2026-45109");
        assertThat(of("next", "16.4.6")).isEmpty();
        assertThat(of("next", "15.0.0-canary.10")).contains("CVE-2026-44573");
        assertThat(of("next", "16.2.10")).containsExactly("CVE-2026-64642");
        assertThat(of("next", "16.2.11")).isEmpty();
        assertThat(of("next-auth", "4.24.4")).containsExactly("CVE-2023-48309", "GHSA-7rqj-j65f-68wh");
        assertThat(of("next-auth", "4.24.15")).isEmpty();
        assertThat(of("next-auth", "5.0.0-beta.31")).containsExactly("GHSA-8fpg-xm3f-6cx3", "GHSA-7rqj-j65f-68wh");
        assertThat(of("next-auth", "5.0.0-beta.32")).isEmpty();
    }

    @Test void everyFixIsOutsideItsRangeAndTheOneBeforeIsNot() {
        for (Advisory advisory : Advisory.all()) {
            assertThat(advisory.fixed()).as(advisory.id()).isNotEmpty().noneMatch(advisory::affects);
            assertThat(advisory.source()).startsWith("https://");
        }
    }

    @Test void theUpgradeStaysInItsLine() {
        Advisory advisory = Advisory.all().get(0);
        assertThat(advisory.upgrade(Version.of("13.4.0"))).isEqualTo(Version.of("13.5.9"));
        assertThat(advisory.upgrade(Version.of("15.1.0"))).isEqualTo(Version.of("15.2.3"));
    }
}
