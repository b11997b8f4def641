package dev.gatelint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatelint.report.JsonReport;
import dev.gatelint.source.MemoryWorkspace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RoomyThreadTest {
    private static final MemoryWorkspace DEEP = new MemoryWorkspace(Map.of("package.json", "{\"dependencies\": {\"next\": \"15.5.29\"}}",
        "app/api/a/route.ts", "export async function DELETE() {\n  return " + "[".repeat(390) + "]".repeat(390) + "\n}\n"));

    @Test void theStackOfTheCallerDoesNotMatter() throws Exception {
        FutureTask<String> small = new FutureTask<>(RoomyThreadTest::report);
        new Thread(null, small, "small", 180_000).start();
        assertThat(small.get()).isEqualTo(report()).contains("DELETE /api/a").contains("\"problems\": []");
    }

    private static String report() throws IOException {
        String json = JsonReport.render(Gatelint.run(Options.of(DEEP)));
        return json.substring(0, json.indexOf("\"stats\""));
    }

    @Test void whatGoesWrongThereGoesWrongHere() {
        assertThatThrownBy(() -> RoomyThread.call(() -> {
            throw new FileNotFoundException("a");
        })).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> RoomyThread.call(() -> {
            throw new IllegalStateException("b");
        })).isInstanceOf(IllegalStateException.class).hasMessage("b");
    }
}
