package dev.gatelint.stack.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatelint.model.Version;
import dev.gatelint.stack.Projects;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    private static final String MAIN = "package a;\nimport org.springframework.boot.autoconfigure.SpringBootApplication;\n@SpringBootApplication class Main {}\n";

    private static List<SpringApplication> applications(Map<String, String> files) {
        return Applications.of(Projects.of(files, new Spring()));
    }

    private static String pom(String inside) {
        return "<project>\n" + inside + "\n</project>\n";
    }

    private static String dependency(String group, String artifact, String rest) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>" + rest + "</dependency>";
    }

    @Test void anApplicationIsABootableModuleWithWhatItNeeds() {
        List<SpringApplication> found = applications(Map.of(
            "pom.xml", pom("<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>3.4.13</version></parent>"
                + "<groupId>g</groupId><artifactId>root</artifactId><version>1</version><packaging>pom</packaging>"),
            "web/pom.xml", pom("<parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent><artifactId>web</artifactId><dependencies>"
                + dependency("${project.groupId}", "security", "<version>${project.version}</version>") + "</dependencies>"),
            "security/pom.xml", pom("<parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent><artifactId>security</artifactId><dependencies>"
                + dependency("org.springframework.boot", "spring-boot-starter-security", "") + "</dependencies>"),
            "other/pom.xml", pom("<parent><groupId>g</groupId><artifactId>root</artifactId><version>1</version></parent><artifactId>other</artifactId>"),
            "web/src/main/java/a/Main.java", MAIN,
            "security/src/main/java/a/Chain.java", "package a; class Chain {}",
            "other/src/main/java/a/Other.java", "package a; class Other {}"));
        assertThat(found).extracting(SpringApplication::folder, SpringApplication::bootable)
            .containsExactly(org.assertj.core.groups.Tuple.tuple("other", false), org.assertj.core.groups.Tuple.tuple("web", true));
        SpringApplication web = found.get(1);
        assertThat(web.sources().types()).extracting(Sources.Type::name).containsExactlyInAnyOrder("a.Main", "a.Chain");
        assertThat(web.versions().boot()).contains(Version.of("3.4.13"));
        assertThat(web.versions().secured()).isTrue();
        assertThat(web.versions().security().orElseThrow().atLeast("6.4")).isTrue();
        assertThat(found.get(0).versions().secured()).isFalse();
    }

    @Test void aProfileThatStandsUnlessAPropertyIsGivenIsThere() {
        String profiles = "<profiles><profile><activation><property><name>db</name><value>!other</value></property></activation><dependencies>"
            + dependency("g", "usual", "") + "</dependencies></profile><profile><activation><property><name>!plain</name></property></activation>"
            + "<dependencies>" + dependency("g", "rich", "") + "</dependencies></profile><profile><activation><property><name>db</name>"
            + "<value>other</value></property></activation><dependencies>" + dependency("g", "other", "") + "</dependencies></profile></profiles>";
        SpringApplication found = applications(Map.of("pom.xml",
            pom("<groupId>g</groupId><artifactId>a</artifactId><version>1</version>" + profiles), "src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.dependsOn("g:usual")).isTrue();
        assertThat(found.dependsOn("g:rich")).isTrue();
        assertThat(found.dependsOn("g:other")).isFalse();
    }

    @Test void bootComesFromABomWithAProperty() {
        SpringApplication found = applications(Map.of("pom.xml",
            pom("<groupId>g</groupId><artifactId>a</artifactId><version>1</version><properties><boot.version>2.7.18</boot.version></properties>"
                + "<dependencyManagement><dependencies>" + dependency("org.springframework.boot", "spring-boot-dependencies",
                "<version>${boot.version}</version><type>pom</type><scope>import</scope>")
                + "</dependencies></dependencyManagement><dependencies>" + dependency("org.springframework.security",
                "spring-security-crypto", "") + "</dependencies>"),
            "src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.versions().boot()).contains(Version.of("2.7.18"));
        assertThat(found.versions().framework().orElseThrow().major()).isEqualTo(5);
        assertThat(found.versions().secured()).as("crypto alone guards nothing").isFalse();
    }

    @Test void gradleScriptsAndCataloguesAreRead() {
        SpringApplication found = applications(Map.of(
            "build.gradle.kts", "plugins {\n  id(\"org.springframework.boot\") version \"3.5.16\"\n}\n",
            "gradle/libs.versions.toml", "[libraries]\nspring-webflux = { module = \"org.springframework.boot:spring-boot-starter-webflux\" }\n",
            "app/build.gradle.kts", "dependencies {\n  implementation(libs.spring.webflux)\n  implementation(project(\":core\"))\n  // implementation(\"a:b:1\")\n  testImplementation(\"c:d:1\")\n}\n",
            "core/build.gradle", "dependencies { implementation 'org.springframework.boot:spring-boot-starter-security' }",
            "app/src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.folder()).isEqualTo("app");
        assertThat(found.versions().boot()).contains(Version.of("3.5.16"));
        assertThat(found.versions().reactive()).isTrue();
        assertThat(found.versions().secured()).isTrue();
        assertThat(found.dependsOn("a:b")).isFalse();
        assertThat(found.dependsOn("c:d")).isFalse();
    }

    @Test void bundlesAndPluginsOfACatalogueAreRead() {
        SpringApplication found = applications(Map.of(
            "build.gradle.kts", "plugins { alias(libs.plugins.spring.boot) }\ndependencies {\n  implementation(libs.bundles.web)\n}\n",
            "gradle/libs.versions.toml", """
                [versions]
                boot = "4.1.2"
                [libraries]
                spring-web = { group = "org.springframework.boot", name = "spring-boot-starter-webmvc" }
                spring_security = "org.springframework.boot:spring-boot-starter-security:4.1.2"
                unused = { module = "a:b", version.ref = "boot" }
                [bundles]
                web = [
                  "spring-web",
                  "spring_security",
                ]
                [plugins]
                spring-boot = { id = "org.springframework.boot", version.ref = "boot" }
                """,
            "src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.versions().boot()).contains(Version.of("4.1.2"));
        assertThat(found.versions().secured()).isTrue();
        assertThat(found.dependsOn("org.springframework.boot:spring-boot-starter-webmvc")).isTrue();
        assertThat(found.dependsOn("a:b")).isFalse();
    }

    /** As in real projects: single quotes, the short form of plugins, rich versions, bundles and tables of a library's own. */
    @Test void cataloguesAreToml() {
        SpringApplication found = applications(Map.of(
            "build.gradle", "plugins {\n    alias(libs.plugins.spring.boot)\n}\ndependencies {\n    implementation libs.bundles.web\n"
                + "    implementation (libs.spring.security.ldap) {\n        exclude group: 'a', module: 'b'\n    }\n"
                + "    // implementation libs.unused\n    /* implementation 'e:f:1' */\n    constraints {\n        api 'g:h:1'\n    }\n"
                + "    implementation 'i:j:1',\n        'k:l:2'\n    implementation group: 'm', name: 'n', version: '3'\n}\n"
                + "spotless { target '**/*.xml', '**/build/**' }\ndependencies { runtimeOnly 'o:p' }\n",
            "gradle/libs.versions.toml", """
                [versions]
                security = { strictly = "[5.7, 5.8[", prefer = "5.7.14" }
                [plugins]
                spring-boot = 'org.springframework.boot:2.7.18'
                [bundles]
                web = ['spring-web', "spring_validation"]
                [libraries]
                spring-web = { module = 'org.springframework.boot:spring-boot-starter-web' }
                spring_validation.group = "org.springframework.boot"
                spring_validation.name = "spring-boot-starter-validation"
                unused = "a:b:1"
                [libraries.spring-security-ldap]
                module = "org.springframework.security:spring-security-ldap" # from LDAP
                version.ref = "security"
                """,
            "src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.versions().boot()).contains(Version.of("2.7.18"));
        assertThat(found.dependsOn("org.springframework.boot:spring-boot-starter-web")).isTrue();
        assertThat(found.dependsOn("org.springframework.boot:spring-boot-starter-validation")).isTrue();
        assertThat(found.dependsOn("org.springframework.security:spring-security-ldap")).isTrue();
        assertThat(List.of("i:j", "k:l", "m:n", "o:p")).allMatch(found::dependsOn);
        assertThat(List.of("a:b", "e:f", "g:h")).noneMatch(found::dependsOn);
        assertThat(found.version("m:n")).contains("3");
    }

    @Test void scriptsThatAreAppliedCount() {
        SpringApplication found = applications(Map.of(
            "settings.gradle.kts", "pluginManagement { plugins { id(\"org.springframework.boot\") version \"$bootVersion\" } }\n",
            "gradle.properties", "bootVersion=3.4.1\nspring-security.version = 6.3.5\n",
            "gradle/security.gradle", "dependencies { implementation 'org.springframework.boot:spring-boot-starter-security' }\n",
            "buildSrc/src/main/groovy/acme.web.gradle", "plugins { id 'java' }\ndependencies { implementation 'org.springframework.boot:spring-boot-starter-webflux' }\n",
            "app/build.gradle.kts", "plugins {\n  id(\"org.springframework.boot\")\n  id(\"acme.web\")\n}\napply(from = \"$rootDir/gradle/security.gradle\")\n"
                + "dependencies {\n  implementation(projects.sharedCode)\n  implementation(\"c\", \"d\", \"4\")\n}\n",
            "shared-code/build.gradle.kts", "dependencies { api(\"a:b:1\") }\n",
            "app/src/main/java/a/Main.java", MAIN)).get(0);
        assertThat(found.versions().boot()).contains(Version.of("3.4.1"));
        assertThat(found.versions().security()).contains(Version.of("6.3.5"));
        assertThat(found.versions().secured()).isTrue();
        assertThat(found.versions().reactive()).isTrue();
        assertThat(found.dependsOn("a:b")).isTrue();
        assertThat(found.version("c:d")).contains("4");
    }

    @Test void configurationIsRelaxedAndFollowsActiveProfiles() {
        SpringApplication found = applications(Map.of("src/main/java/a/Main.java", MAIN,
            "src/main/resources/application.yml",
            "spring:\n  profiles:\n    active: dev\nserver:\n  servlet:\n    contextPath: /a\nshop: {items: [x, y], name: '${shop.prefix:p}-1'}\n",
            "src/main/resources/application-dev.properties", "server.servlet.context-path=/dev\n",
            "src/main/resources/application-prod.properties", "server.servlet.context-path=/prod\njwt.secret=5hYq8rP2kXv9\n")).get(0);
        assertThat(found.config().text("server.servlet.context-path")).contains("/dev");
        assertThat(found.config().list("shop.items")).contains(List.of("x", "y"));
        assertThat(found.config().text("shop.name")).contains("p-1");
        assertThat(found.config().text("shop.none")).isEmpty();
    }

    @Test void factsHoldNoSecrets() {
        Map<String, String> files = new TreeMap<>(Map.of("src/main/resources/application.yml",
            "jwt:\n  secret: hunter2-hunter2\n  key-of-url: jdbc:x://me:hunter2@host/db\na:\n  password: ${X:hunter2}\n",
            "A.java", "class A { static final String JWT_SECRET = \"hunter2-hunter2\"; @Value(\"${jwt.secret:hunter2}\") String s; Object k() { return Keys.hmacShaKeyFor(\"hunter2\".getBytes()); } }"));
        assertThat(Projects.of(files, new Spring()).files().values().toString()).doesNotContain("hunter2");
    }
}
