package dev.gatelint.stack.spring;

import dev.gatelint.model.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The access that a security expression gives: {@code hasRole('ADMIN') and @own.check(#id)}. What is not understood is opaque. */
final class SpelAccess {
    private static final Pattern TOKEN = Pattern.compile("\\G\\s*('(?:[^']|'')*'|[\\w$]+|&&|\\|\\||==|!=|<=|>=|\\?\\.|[^\\s\\w])");
    private static final int MOST_TOKENS = 400;
    private final List<String> tokens;
    private int at;

    private SpelAccess(List<String> tokens) {
        this.tokens = tokens;
    }

    /** The access of an expression; {@link Access#OPAQUE} for anything that depends on more than roles and being logged in. */
    static Access of(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find() && tokens.size() <= MOST_TOKENS) tokens.add(matcher.group(1));
        if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) return Access.OPAQUE;
        SpelAccess reader = new SpelAccess(tokens);
        Access access = reader.any(0);
        return reader.at == tokens.size() ? access : Access.OPAQUE;
    }

    private Access any(int depth) {
        Access access = all(depth);
        while (take("or") || take("||")) access = access.or(all(depth));
        return access;
    }

    private Access all(int depth) {
        Access access = one(depth);
        while (take("and") || take("&&")) access = access.and(one(depth));
        return access;
    }

    private Access one(int depth) {
        if (depth > 40) {
            at = tokens.size();
            return Access.OPAQUE;
        }
        if (take("!") || take("not")) {
            boolean anonymous = at < tokens.size() && tokens.get(at).equals("isAnonymous");
            Access inner = one(depth + 1);
            // not anonymous is logged in; the opposite of anything else says little
            if (anonymous) return Access.AUTHENTICATED;
            return inner == Access.PUBLIC ? Access.DENIED : inner == Access.DENIED ? Access.PUBLIC : Access.OPAQUE;
        }
        if (take("(")) {
            Access inner = any(depth + 1);
            return take(")") && !operatorFollows() ? inner : opaqueRest();
        }
        int start = at;
        Access known = word();
        if (known == null || operatorFollows()) {
            at = start;
            return opaqueRest();
        }
        return known;
    }

    private Access word() {
        if (at >= tokens.size()) return null;
        String word = tokens.get(at++);
        boolean called = take("(");
        String argument = called && at < tokens.size() ? tokens.get(at) : "";
        if (called && !skipArguments()) return null;
        return switch (word) {
            case "permitAll", "true" -> Access.PUBLIC;
            case "denyAll", "false" -> Access.DENIED;
            case "isAuthenticated", "isFullyAuthenticated", "authenticated", "fullyAuthenticated", "isRememberMe", "rememberMe" ->
                Access.AUTHENTICATED;
            case "isAnonymous", "anonymous" -> Access.PUBLIC;
            case "hasRole", "hasAnyRole", "hasAuthority", "hasAnyAuthority", "hasAllRoles", "hasAllAuthorities" ->
                called ? argument.equals("'ROLE_ANONYMOUS'") ? Access.PUBLIC : Access.RESTRICTED : null;
            case "hasPermission", "hasIpAddress", "hasScope" -> called ? Access.RESTRICTED : null;
            default -> null;
        };
    }

    private boolean skipArguments() {
        int open = 1;
        while (at < tokens.size() && open > 0) {
            String token = tokens.get(at++);
            if (token.equals("(")) open++;
            if (token.equals(")")) open--;
        }
        return open == 0;
    }

    private boolean operatorFollows() {
        return at < tokens.size() && !List.of("and", "or", "&&", "||", ")").contains(tokens.get(at));
    }

    /** Skips one operand that is not understood. */
    private Access opaqueRest() {
        int open = 0;
        while (at < tokens.size()) {
            String token = tokens.get(at);
            if (open == 0 && List.of("and", "or", "&&", "||", ")").contains(token)) break;
            if (token.equals("(")) open++;
            if (token.equals(")")) open--;
            at++;
        }
        return Access.OPAQUE;
    }

    private boolean take(String token) {
        if (at >= tokens.size() || !tokens.get(at).equals(token)) return false;
        at++;
        return true;
    }
}
