package dev.gatelint.report;

import dev.gatelint.model.Access;
import dev.gatelint.model.Endpoint;
import dev.gatelint.model.Evidence;
import dev.gatelint.model.Model;
import dev.gatelint.rule.Finding;
import dev.gatelint.rule.Rule;
import dev.gatelint.rule.Severity;
import dev.gatelint.rule.Verdict;
import dev.gatelint.rule.Verdict.State;
import dev.gatelint.source.Fix;
import dev.gatelint.source.Lines;
import dev.gatelint.source.MemoryWorkspace;
import dev.gatelint.source.Problem;
import dev.gatelint.source.Span;
import dev.gatelint.source.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A report with one of everything, and with names as a stranger would choose them to break a page. */
final class Sample {
    static final String EVIL = "</script><img src=x onerror=alert(1)>\"'&|`${7*7}\u2028]]>%0A::error::\u001b[31m";
    static final String ORDERS = "src/main/java/com/acme/Orders.java";
    static final String ORDERS_TEXT = "package com.acme;\r\n\r\n/** \uD83D\uDE00 */\r\nclass Orders {\r\n\t/* \uD83D\uDE00 */ void delete(long id) {\r\n\t}\r\n}\r\n";
    static final String PAGE = "pages/api/" + EVIL.replace("/", "") + ".ts";
    static final String PAGE_TEXT = "\uFEFFexport default async function handler(req, res) {\n  const s = getServerSession()\n  return s\n}\n";

    private Sample() {}

    record OpenDoor() implements Rule {
        @Override public String id() {
            return "GL499";
        }

        @Override public Severity severity() {
            return Severity.ERROR;
        }

        @Override public int[] cwe() {
            return new int[] {306, 862};
        }

        @Override public Stream<Finding> check(Model model) {
            return Stream.empty();
        }
    }

    record LostSession() implements Rule {
        @Override public String id() {
            return "GL199";
        }

        @Override public Severity severity() {
            return Severity.WARNING;
        }

        @Override public int[] cwe() {
            return new int[] {287};
        }

        @Override public Stream<Finding> check(Model model) {
            return Stream.empty();
        }
    }

    static Span at(String file, String text, String what) {
        int start = text.indexOf(what);
        return new Span(file, start, start + what.length());
    }

    static Report report() {
        Map<String, String> files = new TreeMap<>(Map.of(ORDERS, ORDERS_TEXT, PAGE, PAGE_TEXT, "a.yml", "a: 1\n"));
        Map<String, Lines> lines = new TreeMap<>();
        files.forEach((path, text) -> lines.put(path, Lines.of(text)));
        Span delete = at(ORDERS, ORDERS_TEXT, "delete");
        Span call = at(PAGE, PAGE_TEXT, "getServerSession()");
        Evidence because = new Evidence(at(ORDERS, ORDERS_TEXT, "class Orders"), "no guard here " + EVIL);
        Endpoint open = new Endpoint(delete, "spring-mvc", List.of("DELETE"), "/orders/{id}", "com.acme.Orders#delete", Access.PUBLIC,
            List.of(because), Set.of(Endpoint.Trait.CHANGES_STATE), List.of(), List.of());
        Endpoint page = new Endpoint(at(PAGE, PAGE_TEXT, "handler"), "next-pages-api", List.of(), "/api/" + EVIL, PAGE + "#default",
            Access.OPAQUE,
            List.of(), Set.of(), List.of(), List.of());
        Fix fix = new Fix("Pass the request, the response and the options", Fix.Safety.SAFE,
            List.of(new TextEdit(new Span(PAGE, call.end() - 1, call.end() - 1), "req, res, authOptions"),
                new TextEdit(new Span(PAGE, 1, 1),
                "import { authOptions } from './auth'\n")));
        Fix shown = new Fix("Add a guard", Fix.Safety.SHOW, List.of(new TextEdit(new Span(ORDERS, delete.start(), delete.start()),
            "/*guard*/ ")));
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(new Verdict(new Finding(new LostSession(), Severity.WARNING, call, "getServerSession() throws " + EVIL, page.id(),
            List.of(),
            List.of(fix)), "a1", State.NEW, "", false));
        verdicts.add(new Verdict(new Finding(new OpenDoor(), Severity.ERROR, delete, "DELETE /orders/{id} is open to anyone. Add a guard.",
            open.id(),
            List.of(because), List.of(shown)), "b2", State.NEW, "", false));
        verdicts.add(new Verdict(new Finding(new OpenDoor(), Severity.ERROR, delete, "known before", open.id(), List.of(), List.of()), "c3",
            State.BASELINED, "later", false));
        verdicts.add(new Verdict(new Finding(new OpenDoor(), Severity.NOTE, delete, "meant so", "", List.of(), List.of()), "d4",
            State.SUPPRESSED,
            "status " + EVIL, true));
        verdicts.add(new Verdict(new Finding(new OpenDoor(), Severity.NOTE, new Span("gone.ts", 5, 9), "in a file that is gone", "",
            List.of(), List.of()),
            "e5", State.NEW, "", false));
        return new Report("1.2.3", List.of(open, page), verdicts, List.of(new Problem("a.yml", 1, "not valid YAML " + EVIL),
            new Problem("b.bin", 0,
            "is not text")), new Report.Stats(3, 200, 2, 1, 17), lines, new MemoryWorkspace(files));
    }

    /** A report without anything. */
    static Report empty() {
        return new Report("1.2.3", List.of(), List.of(), List.of(), new Report.Stats(0, 0, 0, 0, 0), Map.of(),
            new MemoryWorkspace(Map.of()));
    }
}
