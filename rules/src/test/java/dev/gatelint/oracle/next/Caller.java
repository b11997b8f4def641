package dev.gatelint.oracle.next;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Someone who asks an application, with the cookies that they have. What they get is judged by the mark that {@code opened} shows and by
 * its counter; a status alone says little.
 */
final class Caller {
    private static final Pattern MARK = Pattern.compile("\"door\":\"open\",\"user\":(null|\"[^\"]*\"),\"role\":(null|\"[^\"]*\")");
    private static final Pattern COUNT = Pattern.compile("\"opened\":(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI application;
    private final Map<String, String> cookies;

    private Caller(URI application, Map<String, String> cookies) {
        this.application = application;
        this.cookies = cookies;
    }

    /** Someone without a cookie. */
    static Caller nobody(URI application) {
        return new Caller(application, new TreeMap<>());
    }

    /** Someone with a session cookie that nobody signed. */
    static Caller forger(URI application) {
        return new Caller(application, new TreeMap<>(Map.of("next-auth.session-token", "forged", "authjs.session-token", "forged")));
    }

    /** Someone who has logged in; without a session when the application does not let anyone. */
    static Caller user(URI application, String password) throws IOException {
        Caller caller = nobody(application);
        Matcher token = TOKEN.matcher(caller.keep(caller.send(caller.request("/api/auth/csrf").GET())).body());
        if (token.find()) {
            String form = "csrfToken=" + token.group(1) + "&username=bob&password=" + password + "&json=true&callbackUrl="
                + URLEncoder.encode(application.toString(), StandardCharsets.UTF_8);
            caller.keep(caller.send(caller.request("/api/auth/callback/credentials")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
        }
        return caller;
    }

    /** Someone with this cookie. */
    static Caller with(URI application, String cookie, String value) {
        return new Caller(application, new TreeMap<>(Map.of(cookie, value)));
    }

    /** The answer of a page, an API route or a route handler; {@code address} may begin with a method, {@code GET} otherwise. */
    String asks(String address) throws IOException {
        int space = address.indexOf(' ');
        String method = space < 0 ? "GET" : address.substring(0, space);
        HttpRequest.Builder request = request(address.substring(space + 1));
        if (method.equals("RSC")) return judge(request.header("RSC", "1"));
        if (method.equals("DATA")) return judge(request.header("x-nextjs-data", "1"));
        return judge(method.matches("POST|PUT|PATCH") ? request.header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString("{}")) : request.method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** The answer to a server action that takes nothing, or a form with an {@code id}. */
    String calls(String address, String action) throws IOException {
        String form = String.join("\r\n", "--doors", "Content-Disposition: form-data; name=\"1_id\"", "", "1",
            "--doors", "Content-Disposition: form-data; name=\"0\"", "", "[\"$K1\"]", "--doors--", "");
        String answer = judge(request(address).header("next-action", action).header("content-type", "multipart/form-data; boundary=doors")
            .header("accept", "text/x-component").header("origin", application.toString()).POST(HttpRequest.BodyPublishers.ofString(form)));
        return answer.equals("200") ? "500" : answer; // a refused action is an error inside of an answer that is 200
    }

    private String judge(HttpRequest.Builder request) throws IOException {
        int before = count();
        HttpResponse<String> answer = send(request);
        Matcher mark = MARK.matcher(answer.body().replace("&quot;", "\"").replace("\\", ""));
        if (!mark.find()) return count() > before ? "runs" : Integer.toString(answer.statusCode());
        if (answer.statusCode() != 200) return "leaks";
        return !mark.group(2).equals("null") ? "session" : mark.group(1).equals("null") ? "nameless" : "bare";
    }

    private int count() throws IOException {
        Matcher count = COUNT.matcher(send(request("/api/count").GET()).body());
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    private HttpRequest.Builder request(String address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(application + address)).timeout(Duration.ofSeconds(60));
        if (!cookies.isEmpty()) {
            request.header("cookie", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        for (String cookie : answer.headers().allValues("set-cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) cookies.remove(pair[0]);
            else cookies.put(pair[0], pair[1]);
        }
        return answer;
    }
}
