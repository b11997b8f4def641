import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Starts applications, one after the other, and asks them. Commands are lines, each answered by lines that end with an empty one:
 * {@code start MAIN-CLASS FOLDER...} gives the endpoints, {@code ask METHOD PATH} the status for nobody, for the user and for the admin,
 * {@code get PATH} the status and body for nobody and for the user.
 */
public final class Driver {
    private static final String[] CALLERS = {null, "user", "admin"};
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER).build();
    private static final PrintStream OUT = System.out;
    private static ConfigurableApplicationContext running;

    private Driver() {}

    public static void main(String[] args) throws IOException {
        System.setOut(System.err);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            try {
                if (words[0].equals("start")) start(words).forEach(OUT::println);
                else if (words[0].equals("ask")) OUT.println(ask(words[1], words[2]));
                else OUT.println(get(words[1]));
            } catch (Throwable e) { // also what a class loader throws
                OUT.println("FAILED " + cause(e));
            }
            OUT.println();
            OUT.flush();
        }
        if (running != null) running.close();
    }

    private static List<String> start(String[] words) throws Exception {
        if (running != null) running.close();
        running = null;
        List<URL> folders = new ArrayList<>();
        for (int i = 2; i < words.length; i++) folders.add(Path.of(words[i].replace("%20", " ")).toUri().toURL());
        ClassLoader loader = new URLClassLoader(folders.toArray(new URL[0]), Driver.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        SpringApplication application = new SpringApplication(new DefaultResourceLoader(loader), loader.loadClass(words[1]));
        running = application.run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
            "--logging.level.root=OFF",
            "--spring.main.log-startup-info=false", "--spring.jmx.enabled=false", "--spring.main.register-shutdown-hook=false");
        return Endpoints.of(running);
    }

    private static HttpResponse<String> send(String method, String path, String caller) throws Exception {
        String port = running.getEnvironment().getProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
        if (caller != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder()
                .encodeToString((caller + ":p").getBytes(StandardCharsets.UTF_8)));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String ask(String method, String path) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String caller : CALLERS) answers.add(String.valueOf(send(method, path, caller).statusCode()));
        return String.join("/", answers);
    }

    private static String get(String path) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String caller : List.of("", "user")) {
            HttpResponse<String> answer = send("GET", path, caller.isEmpty() ? null : caller);
            String body = answer.statusCode() == 200 ? answer.body() : "";
            answers.add((answer.statusCode() + " " + body.replaceAll("\\s+", " ")).strip());
        }
        return String.join(" | ", answers);
    }

    private static String cause(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return root.getClass().getSimpleName() + ": " + message.substring(0, Math.min(160, message.length())).replace(File.separator, "/");
    }
}
