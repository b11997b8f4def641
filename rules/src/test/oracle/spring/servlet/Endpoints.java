import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What the handler mappings of Spring MVC hold: {@code KIND METHODS PATTERN HANDLER}, methods joined by commas, {@code *} for any. */
final class Endpoints {
    private Endpoints() {}

    static List<String> of(ApplicationContext context) {
        Set<String> found = new TreeSet<>();
        for (HandlerMapping mapping : context.getBeansOfType(HandlerMapping.class).values()) {
            if (mapping instanceof RequestMappingInfoHandlerMapping) ((RequestMappingInfoHandlerMapping) mapping).getHandlerMethods()
                .forEach((info, handler) -> annotated(info, handler, found));
            if (mapping instanceof RouterFunctionMapping) Optional.ofNullable(((RouterFunctionMapping) mapping).getRouterFunction())
                .ifPresent(router -> router.accept(new Routes(found)));
            if (mapping instanceof AbstractUrlHandlerMapping) ((AbstractUrlHandlerMapping) mapping).getHandlerMap()
                .forEach((path, handler) -> {
                if (handler instanceof ParameterizableViewController) found.add("view GET " + path + " -");
            });
        }
        return new ArrayList<>(found);
    }

    private static void annotated(RequestMappingInfo info, HandlerMethod handler, Set<String> found) {
        String type = handler.getBeanType().getName();
        boolean actuator = type.startsWith("org.springframework.boot.") && type.contains("actuate");
        Set<String> methods = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        Collection<String> paths = info.getPathPatternsCondition() != null ? info.getPathPatternsCondition().getPatternValues()
            : info.getPatternsCondition().getPatterns();
        for (String path : paths) {
            String name = handler.getBeanType().getName().replaceAll("\\$\\$.*", "") + "#" + handler.getMethod().getName();
            found.add((actuator ? "actuator " : "handler ") + (methods.isEmpty() ? "*" : String.join(",", methods)) + " "
                + (path.isEmpty() ? "/" : path) + " " + name);
        }
    }

    /** Routes with the patterns and methods of their predicates, nested ones put together. */
    private static final class Routes implements RouterFunctions.Visitor, RequestPredicates.Visitor {
        private final Set<String> found;
        private final List<String> nested = new ArrayList<>();
        private String path = "";
        private Set<String> methods = Set.of();

        Routes(Set<String> found) {
            this.found = found;
        }

        @Override public void startNested(RequestPredicate predicate) {
            read(predicate);
            nested.add(path);
        }

        @Override public void endNested(RequestPredicate predicate) {
            nested.remove(nested.size() - 1);
        }

        @Override public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            read(predicate);
            String whole = String.join("", nested) + path;
            found.add("function " + (methods.isEmpty() ? "*" : String.join(",", methods)) + " " + (whole.isEmpty() ? "/" : whole) + " -");
        }

        private void read(RequestPredicate predicate) {
            path = "";
            methods = Set.of();
            predicate.accept(this);
        }

        @Override public void method(Set<HttpMethod> of) {
            methods = new TreeSet<>();
            of.forEach(method -> methods.add(method.name()));
        }

        @Override public void path(String pattern) {
            path = pattern;
        }

        @Override public void resources(Function<ServerRequest, Optional<Resource>> lookup) {}

        @Override public void attributes(java.util.Map<String, Object> attributes) {}

        @Override public void unknown(RouterFunction<?> router) {}

        public void pathExtension(String extension) {} // on its way out

        public void version(String version) {} // since 7.0

        @Override public void header(String name, String value) {}

        @Override public void param(String name, String value) {}

        @Override public void startAnd() {}

        @Override public void and() {}

        @Override public void endAnd() {}

        @Override public void startOr() {}

        @Override public void or() {}

        @Override public void endOr() {}

        @Override public void startNegate() {}

        @Override public void endNegate() {}

        @Override public void unknown(RequestPredicate predicate) {}
    }
}
