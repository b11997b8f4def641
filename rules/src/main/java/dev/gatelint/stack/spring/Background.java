package dev.gatelint.stack.spring;

import dev.gatelint.syntax.java.Annotation;
import dev.gatelint.syntax.java.Expression;
import dev.gatelint.syntax.java.JavaMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Methods that no request runs. Asked of Boot 2.7, 3.5 and 4.1: in constructors, {@code afterPropertiesSet}, {@code SmartLifecycle.start},
 * runners, {@code ApplicationReadyEvent} and {@code @Scheduled} there is no Authentication and no request. An {@code @EventListener} of
 * the application's own events runs on the thread of whoever publishes.
 *
 * @param words for a sentence, such as {@code the @Scheduled method Jobs.nightly}
 * @param why   such as {@code runs on a schedule}
 * @param asked true when this was seen, false when it is only known
 */
record Background(String words, String why, boolean asked) {
    private static final String START = "runs at start-up";
    private static final String MESSAGES = "runs for messages";
    private static final String SCHEDULE = "runs on a schedule";
    private static final Map<String, String> ANNOTATIONS = Map.of("org.springframework.scheduling.annotation.Scheduled", SCHEDULE,
        "jakarta.annotation.PostConstruct", START, "javax.annotation.PostConstruct", START,
        "org.springframework.kafka.annotation.KafkaListener", MESSAGES, "org.springframework.amqp.rabbit.annotation.RabbitListener",
            MESSAGES,
        "org.springframework.jms.annotation.JmsListener", MESSAGES, "io.awspring.cloud.sqs.annotation.SqsListener", MESSAGES,
        "org.springframework.cloud.stream.annotation.StreamListener", MESSAGES);
    private static final Map<String, String> METHODS = Map.of("org.springframework.boot.ApplicationRunner#run", START,
        "org.springframework.boot.CommandLineRunner#run", START, "org.springframework.beans.factory.InitializingBean#afterPropertiesSet",
            START,
        "org.springframework.context.SmartLifecycle#start", START, "org.springframework.context.Lifecycle#start", START,
        "org.quartz.Job#execute", SCHEDULE, "org.springframework.scheduling.quartz.QuartzJobBean#executeInternal", SCHEDULE);
    private static final Set<String> START_EVENTS = Set.of("ApplicationReadyEvent", "ApplicationStartedEvent", "ContextRefreshedEvent",
        "ContextStartedEvent");
    private static final Set<String> STEREOTYPES = Set.of("Component", "Service", "Repository", "Controller", "RestController",
        "Configuration");

    /** What runs a method when it is not a request; empty for any other. */
    static Optional<Background> of(Sources sources, Sources.Type type, JavaMethod method) {
        String name = type.simpleName() + "." + method.name();
        for (Map.Entry<String, String> one : ANNOTATIONS.entrySet()) {
            if (sources.annotation(type, method.annotations(), one.getKey()).isEmpty()) continue;
            String simple = one.getKey().substring(one.getKey().lastIndexOf('.') + 1);
            return Optional.of(new Background("the @" + simple + " method " + name, one.getValue(), !one.getValue().equals(MESSAGES)));
        }
        for (Map.Entry<String, String> one : METHODS.entrySet()) {
            String[] parts = one.getKey().split("#");
            if (method.name().equals(parts[1]) && sources.isA(type, parts[0])) return Optional.of(new Background(name, one.getValue(),
                !parts[0].contains("quartz")));
        }
        if (startEvent(sources, type, method)) return Optional.of(new Background(name, START, true));
        return method.isConstructor() && isSingleton(type)
            ? Optional.of(new Background("the constructor of " + type.simpleName(), START, true)) : Optional.empty();
    }

    private static boolean startEvent(Sources sources, Sources.Type type, JavaMethod method) {
        Optional<Annotation> listens = sources.annotation(type, method.annotations(), "org.springframework.context.event.EventListener");
        boolean parameter = method.parameters().stream().anyMatch(p -> START_EVENTS.contains(p.type().simpleName()));
        if (listens.isEmpty()) return parameter && method.name().equals("onApplicationEvent")
            && sources.isA(type, "org.springframework.context.ApplicationListener");
        List<Expression.ClassLiteral> classes = listens.get().attributes().stream()
            .flatMap(a -> a.value().all(Expression.ClassLiteral.class).stream()).toList();
        return parameter || !classes.isEmpty() && classes.stream().allMatch(literal -> START_EVENTS.contains(literal.type().simpleName()));
    }

    /** A bean of which there is one: it is made when the application starts. */
    private static boolean isSingleton(Sources.Type type) {
        boolean scoped = type.declared().annotations().stream().anyMatch(a -> a.simpleName().endsWith("Scope")
            || a.simpleName().equals("Lazy"));
        return !scoped && type.declared().annotations().stream().anyMatch(a -> STEREOTYPES.contains(a.simpleName()));
    }

    /** True for a bean method whose lambda is run at start-up. */
    static boolean makesRunner(JavaMethod method) {
        boolean runner = method.returns().map(t -> t.simpleName().equals("CommandLineRunner")
            || t.simpleName().equals("ApplicationRunner")).orElse(false);
        return runner && method.annotations().stream().anyMatch(a -> a.simpleName().equals("Bean"));
    }
}
