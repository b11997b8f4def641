package dev.gatelint.stack.js.flow;

import java.util.regex.Pattern;

/** Words by which a program says that a caller may not. */
public final class Denials {
    private static final Pattern WORDS = Pattern.compile("(?i).*(un-?auth|not[\\s_-]*(authori[sz]ed|authenticated|logged|signed|allowed|permitted)|forbid|access[\\s_-]*denied|permission|"
        + "credential|login[\\s_-]*required|sign[\\s_-]*in|log[\\s_-]*in|must be (logged|signed)|no[\\s_-]*session|invalid[\\s_-]*(\\w+[\\s_-]+){0,3}(session|token|signature|secret|api[\\s_-]*key)|signature[\\w\\s-]*(not[\\s_-]*found|missing|required)|authentication|"
        + "session[\\s_-]*(expired|required|not[\\s_-]*found)|not an admin|admins? only).*", Pattern.DOTALL);
    private static final Pattern LOGIN = Pattern.compile("(?i).*(log-?in|sign-?in|/auth|unauthori[sz]ed|forbidden|denied|sign-?up|register|/403|/401|welcome|sso).*");

    private static final Pattern REFUSAL = Pattern.compile("(?i).*(un-?authori[sz]ed|unauthenticated|not[\\s_-]*(authori[sz]ed|authenticated|logged|signed[\\s_-]*in|allowed|permitted)"
        + "|forbidden|access[\\s_-]*denied|permission[\\s_-]*denied|(log[\\s_-]*in|sign[\\s_-]*in|authentication)[\\s_-]*required|must be (logged|signed)"
        + "|invalid[\\s_-]*(\\w+[\\s_-]+){0,3}(signature|secret|api[\\s_-]*key)).*", Pattern.DOTALL);

    private Denials() {}

    /** True for a text such as {@code Unauthorized}, that is said to a caller and to no one else. */
    static boolean refuses(String text) {
        return text.length() < 300 && REFUSAL.matcher(text).matches();
    }

    /** True for a text such as {@code Not logged in}. */
    public static boolean says(String text) {
        return text.length() < 300 && WORDS.matcher(text).matches();
    }

    private static final Pattern CREDENTIAL = Pattern.compile("(?i).*(valid|verif|signature|secret|token|session|header|passw|passc|passp|\\bkey|apikey|\\buser\\b).*", Pattern.DOTALL);

    /** True for a test that is about what a caller shows, and not about the data. */
    static boolean credential(String test) {
        return CREDENTIAL.matcher(test).matches();
    }

    /** True for a path where one logs in. */
    static boolean login(String location) {
        return LOGIN.matcher(location).matches();
    }
}
