package dev.gatelint.stack.next;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.gatelint.Gatelint;
import dev.gatelint.Options;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is said of an application that cannot be known before it runs. */
class NextProblemsTest {
    private static final Map<String, String> APPLICATION = Map.of("package.json", "{\"dependencies\":{\"next\":\"15.5.9\"}}",
        "pages/index.js", "export default function Page() {}");

    @Test void settingsThatAreNotWrittenDownAreSaidOnce() throws IOException {
        assertThat(problems(Map.of("next.config.js", """
            const { i18n } = require("./i18n")
            module.exports = withSomething({
              i18n,
              basePath: process.env.BASE,
              output: process.env.OUTPUT,
              env: { trailingSlash: process.env.SLASH },
              webpack: (config) => ({ ...config, pageExtensions: config.all }),
              rewrites: async () => load(),
            })
            """))).extracting(Problem::file, Problem::line).containsExactly(tuple("next.config.js", 4));
        assertThat(problems(Map.of("next.config.js", """
            module.exports = {
              basePath: "",
              pageExtensions: ["js"],
              trailingSlash: false,
              i18n: undefined,
              rewrites: async () => [{ source: "/ingest/:path*", destination: `https://${process.env.HOST}/:path*` }],
            }
            """))).isEmpty();
    }

    @Test void whatIsMissingIsNamed() throws IOException {
        assertThat(problems(Map.of("next.config.mjs", "export default { rewrites: async () => all.map(one), trailingSlash: slashed }"))
            .get(0).message()).startsWith("`trailingSlash`, `rewrites` are not written down as values");
    }

    @Test void routesThatBelongToNoApplicationAreSaid() throws IOException {
        Map<String, String> files = Map.of("package.json", "{\"name\":\"generator\"}",
            "base/package.json", "{\"dependencies\":{\"next\":\"15.5.9\"}}", "base/next.config.js", "module.exports = {}",
            "parts/app/api/a/route.js", "export function GET() {}", "parts/app/api/b/route.js", "export function POST() {}",
            "parts/app/page/with-login.js", "export default function Page() {}", "parts/app/api/c/route.js", "export function help() {}");
        List<Problem> problems = Gatelint.run(Options.of(new MemoryWorkspace(files))).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).file()).isEqualTo("parts/app/api/a/route.js");
        assertThat(problems.get(0).message()).startsWith("`parts/app` looks like routes of Next.js (this file and 1 more)");
    }

    private static List<Problem> problems(Map<String, String> files) throws IOException {
        Map<String, String> all = new TreeMap<>(APPLICATION);
        all.putAll(files);
        return Gatelint.run(Options.of(new MemoryWorkspace(all))).problems();
    }
}
