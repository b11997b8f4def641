package dev.gatelint.filter;

import dev.gatelint.model.PathGlob;
import dev.gatelint.model.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint that the settings call open on purpose: {@code POST /api/webhooks/**}. {@code *} stands for a part of one segment, {@code **}
 * for any number of segments; without methods it speaks of all.
 *
 * @param methods empty when it speaks of all
 */
record OpenPath(Optional<String> methods, String path, String reason) {
    static OpenPath of(Settings.Open open) {
        String text = open.path().strip();
        int space = text.lastIndexOf(' ');
        Optional<String> methods = space < 0 ? Optional.empty() : Optional.of(text.substring(0, space).strip());
        return new OpenPath(methods, text.substring(space + 1), open.reason());
    }

    /** True when every request that reaches the endpoint with this id is meant. */
    boolean covers(String endpoint) {
        int space = endpoint.lastIndexOf(' ');
        String path = endpoint.substring(space + 1);
        if (!PathGlob.matches(this.path, path)) return false;
        if (methods.isEmpty()) return true;
        List<String> meant = Arrays.asList(methods.get().split("[|,\\s]+"));
        return space > 0 && meant.containsAll(Arrays.asList(endpoint.substring(0, space).split("\\|")));
    }
}
