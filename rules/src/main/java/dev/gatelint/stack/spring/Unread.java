package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.Unit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that configures security or answers requests in a language that is not read: Kotlin, Groovy, or Spring's XML.
 *
 * @param security true when it decides who may come in; otherwise it only has endpoints
 */
record Unread(boolean security, String what, Span at) {
    static final Set<String> MARKERS = Set.of("SecurityFilterChain", "SecurityWebFilterChain", "WebSecurityConfigurerAdapter",
        "schema/security", "MethodSecurity", "OncePerRequestFilter", "addInterceptors", "@Aspect", "RestController", "stereotype.Controller");
    private static final Pattern SECURITY = Pattern.compile("SecurityFilterChain|SecurityWebFilterChain|WebSecurityConfigurerAdapter"
        + "|springframework\\.org/schema/security|Enable\\w*MethodSecurity|OncePerRequestFilter|addInterceptors|@Aspect\\b");
    private static final Pattern ENDPOINTS = Pattern.compile("@(Rest)?Controller\\b");
    private static final Pattern CONTEXTS = Pattern.compile("(?i)(.*/)?[^/]*(security|spring|context|beans|servlet)[^/]*\\.xml"
        + "|(.*/)?(WEB-INF|src/main/(resources|webapp))/.*\\.xml");

    static boolean is(String path) {
        return path.endsWith(".kt") || path.endsWith(".groovy") || CONTEXTS.matcher(path).matches();
    }

    static Optional<Record> read(Unit unit) {
        String text = unit.file().text();
        String what = unit.path().endsWith(".kt") ? "Kotlin" : unit.path().endsWith(".groovy") ? "Groovy" : "XML";
        Matcher security = SECURITY.matcher(text);
        if (security.find()) return Optional.of(new Unread(true, what, unit.file().span(security.start(), security.end())));
        Matcher endpoints = ENDPOINTS.matcher(text);
        return !what.equals("XML") && endpoints.find() ? Optional.of(new Unread(false, what, unit.file()
            .span(endpoints.start(), endpoints.end()))) : Optional.empty();
    }
}
