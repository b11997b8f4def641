package dev.gatelint.oracle.next;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatelint.oracle.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A started application. It takes a port that the system gives and says which in its own ready line. Before that it has to be told its
 * public address, so a small relay stands there, whose port is known first.
 */
final class Server implements AutoCloseable {
    private static final Pattern LOCAL = Pattern.compile("Local:\\s+http://[^:\\s]+:(\\d+)");
    private final Process process;
    private final HttpServer relay;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private URI at;

    /**
     * Starts what was built in {@code folder}.
     *
     * @param environment values in which {@code {RELAY}} stands for the relay's address
     * @throws IOException when it is not ready within a minute; the message has the end of its log
     */
    Server(Path folder, Map<String, String> environment, Path log) throws IOException {
        relay = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        relay.createContext("/", this::forward);
        relay.start();
        String address = "http://127.0.0.1:" + relay.getAddress().getPort();
        ProcessBuilder starting = Tool.node(folder, "node_modules/next/dist/bin/next", "start", "-p", "0", "-H", "127.0.0.1")
            .redirectErrorStream(true).redirectOutput(log.toFile());
        environment.forEach((name, value) -> starting.environment().put(name, value.replace("{RELAY}", address)));
        process = starting.start();
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (at == null) {
            String said = Files.readString(log);
            Matcher local = LOCAL.matcher(said);
            if (said.contains("Ready in") && local.find()) at = URI.create("http://127.0.0.1:" + local.group(1));
            else if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IOException("not ready: " + said.substring(Math.max(0, said.length() - 2000)));
            } else pause();
        }
    }

    /** Where the application itself listens. */
    URI address() {
        return at;
    }

    private void forward(HttpExchange asked) throws IOException {
        try (asked) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at.resolve(asked.getRequestURI().toString()));
            String cookie = asked.getRequestHeaders().getFirst("cookie");
            if (cookie != null) request.header("cookie", cookie);
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            asked.getResponseHeaders().set("content-type", answer.headers().firstValue("content-type").orElse("text/plain"));
            asked.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream out = asked.getResponseBody()) {
                out.write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the application and everything that it started. */
    @Override public void close() {
        relay.stop(0);
        Program.end(process);
    }
}
