package dev.gatelint.stack.spring;

import dev.gatelint.source.Span;
import dev.gatelint.stack.Project;
import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaClass;
import dev.gatelint.syntax.java.JavaFile;
import dev.gatelint.syntax.java.JavaMethod;
import dev.gatelint.syntax.java.JavaType;
import dev.gatelint.syntax.java.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The interfaces that {@code openapi-generator-maven-plugin} makes of a description in the sources, for controllers and delegates that
 * implement them when nothing was generated yet. They stand in the description: its operations are their methods. Asked of the generator
 * 5.4.0, 6.6.0 and 7.24.0. Case is not compared, since {@code userURL} may become {@code UserUrl}.
 */
final class GeneratedApis {
    private static final String BIND = "org.springframework.web.bind.annotation.";
    private static final String CONTROLLER = "org.springframework.stereotype.Controller";

    private GeneratedApis() {}

    /**
     * An execution of the generator.
     *
     * @param folder   of the module
     * @param settings its configuration by name; those of {@code configOptions} among them
     */
    record Execution(String folder, Map<String, String> settings) {
        private String text(String name, String otherwise) {
            return settings.getOrDefault(name, otherwise);
        }

        private boolean is(String name) {
            return text(name, "").equals("true");
        }

        /** Where the description is, relative to the root. */
        private String spec() {
            String path = text("inputSpec", "").replaceFirst("^(\\$\\{(project\\.)?basedir}|\\$\\{maven\\.multiModuleProjectDirectory})/?",
                "");
            return Builds.normal(folder + "/" + path);
        }
    }

    /** What is generated and is not among the files, by the path of the description. */
    static SortedMap<String, JavaFile> of(Project project, List<Execution> executions, SortedMap<String, JavaFile> java) {
        SortedMap<String, JavaFile> found = new TreeMap<>();
        Map<String, OpenApiSpec> specs = project.facts(Spring.NAME, OpenApiSpec.class);
        for (Execution execution : executions) {
            OpenApiSpec spec = specs.get(execution.spec());
            boolean spring = execution.text("generatorName", "").equals("spring");
            if (spec == null || !spring || !spec.whole() || found.containsKey(execution.spec())) continue;
            List<JavaClass> types = types(execution, spec, execution.spec(), java);
            if (!types.isEmpty()) found.put(execution.spec(), new JavaFile(0, 0, apiPackage(execution), List.of(), types, List.of()));
        }
        return found;
    }

    private static String apiPackage(Execution execution) {
        return execution.text("apiPackage", "org.openapitools.api");
    }

    private static List<JavaClass> types(Execution execution, OpenApiSpec spec, String path, SortedMap<String, JavaFile> java) {
        Map<String, List<OpenApiSpec.Operation>> groups = spec.operations().stream().collect(Collectors.groupingBy(
            operation -> camel(execution.is("useTags") ? operation.tag().isEmpty() ? "default" : operation.tag()
                : firstPart(operation.path())),
            TreeMap::new, Collectors.toList()));
        boolean delegates = execution.is("delegatePattern") && !execution.is("interfaceOnly");
        String mode = execution.text("requestMappingMode", delegates ? "controller" : "none");
        boolean based = mode.equals("api_interface") || delegates && mode.equals("controller");
        List<JavaClass> types = new ArrayList<>();
        groups.forEach((group, operations) -> {
            String name = execution.text("apiNamePrefix", "") + group + execution.text("apiNameSuffix", "Api")
                + (delegates ? "Delegate" : "");
            Optional<String> used = used(apiPackage(execution), name, java);
            used.ifPresent(as -> types.add(type(as, operations, annotations(spec, based, delegates), path)));
        });
        return types;
    }

    /** As those write it who implement it, when it is none of the files. */
    private static Optional<String> used(String apiPackage, String name, SortedMap<String, JavaFile> java) {
        Set<String> there = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        for (JavaFile file : java.values()) {
            boolean own = file.packageName().equals(apiPackage);
            if (own) file.types().forEach(type -> there.add(type.name()));
            boolean whole = own || file.imports().stream().anyMatch(i -> i.isWildcard() && !i.isStatic() && i.name().equals(apiPackage));
            for (JavaClass type : file.types()) {
                for (JavaType parent : type.implemented()) {
                    boolean named = file.imports().stream().anyMatch(i -> i.name().equals(apiPackage + "." + parent.simpleName()));
                    if (whole || named || parent.name().startsWith(apiPackage + ".")) wanted.add(parent.simpleName());
                }
            }
        }
        return wanted.stream().filter(one -> one.equalsIgnoreCase(name) && !there.contains(one)).findFirst();
    }

    private static List<Annotation> annotations(OpenApiSpec spec, boolean based, boolean delegates) {
        List<Annotation> all = new ArrayList<>();
        String title = spec.title().strip().replaceFirst("(?i)api$", "").strip();
        String camel = camel(title.isEmpty() ? "OpenAPI" : title);
        String key = "openapi." + camel.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + camel.substring(1) + ".base-path";
        if (based) all.add(annotation(BIND + "RequestMapping", Map.of("value", "${" + key + ":" + spec.base() + "}"), 0));
        // who is handed a request by the generated controller is one as far as guards go
        if (delegates) all.add(annotation(CONTROLLER, Map.of(), 0));
        return all;
    }

    private static JavaClass type(String name, List<OpenApiSpec.Operation> operations, List<Annotation> annotations, String path) {
        List<JavaMethod> methods = operations.stream().map(operation -> {
            Span at = operation.at();
            Annotation mapped = annotation(BIND + "RequestMapping", Map.of("path", operation.path(), "method", operation.method()),
                at.start());
            return new JavaMethod(at.start(), at.end(), Set.of(Modifier.PUBLIC, Modifier.DEFAULT), List.of(mapped), List.of(),
                Optional.of(new JavaType(at.start(), at.start(), "ResponseEntity", List.of(),
                    0)), camel(operation.id()), at.start(), at.end(),
                List.of(), Optional.empty(), Optional.empty());
        }).toList();
        Span first = operations.get(0).at();
        return new JavaClass(first.start(), first.end(), JavaClass.Kind.INTERFACE, Set.of(Modifier.PUBLIC), annotations, name,
            first.start(),
            first.end(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), methods, List.of(), List.of(), first.start());
    }

    private static Annotation annotation(String name, Map<String, String> attributes, int at) {
        return new Annotation(at, at, name, at, at, attributes.entrySet().stream().map(attribute -> new Annotation.Attribute(at, at,
            attribute.getKey(), new Expression.Literal(at, at, Expression.Literal.Kind.STRING, attribute.getValue()))).toList());
    }

    /** True for a method of a generated interface: what implements it has its name, whatever the case; words of Java get one before. */
    static boolean implementsOperation(String method, String operation) {
        return method.equalsIgnoreCase(operation) || method.equalsIgnoreCase("call" + operation);
    }

    /** {@code order-items} as {@code OrderItems}. */
    private static String camel(String text) {
        StringBuilder out = new StringBuilder();
        for (String word : text.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) out.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return out.toString();
    }

    private static String firstPart(String path) {
        String first = path.replaceFirst("^/", "").replaceFirst("/.*", "");
        return first.isEmpty() ? "default" : first;
    }
}
