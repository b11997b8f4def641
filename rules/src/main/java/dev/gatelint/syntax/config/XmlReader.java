package dev.gatelint.syntax.config;

import dev.gatelint.source.Problem;
import dev.gatelint.source.SourceFile;
import dev.gatelint.syntax.config.ConfigNode.Kind;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML: what it means is said by the StAX reader of the JDK, without DTDs and external entities; where it stands is said by {@link XmlTags},
 * which walks along, because StAX knows only the end of a tag. The document is a mapping with the root element as its one key.
 */
final class XmlReader {
    private XmlReader() {}

    /** An element that is not finished: how its text begins is known only when a child or the end comes. */
    private static final class Element {
        final int start;
        final StringBuilder text = new StringBuilder();
        int textStart = -1;
        int textEnd;
        boolean container;

        Element(int start) {
            this.start = start;
        }
    }

    static Config read(SourceFile file) {
        String text = file.text();
        int bom = text.startsWith("\uFEFF") ? 1 : 0;
        XmlTags tags = new XmlTags(text, bom);
        TreeBuilder tree = new TreeBuilder(file);
        Deque<Element> open = new ArrayDeque<>();
        List<Problem> problems = new ArrayList<>();
        tree.openMapping(bom);
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text.substring(bom)));
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        XmlTags.Tag tag = tags.next();
                        if (open.size() >= TreeBuilder.MAX_DEPTH - 2) {
                            problems.add(new Problem(file.path(), xml.getLocation().getLineNumber(),
                                "nested deeper than " + TreeBuilder.MAX_DEPTH + " levels; the rest was not read"));
                            return result(file, tree, tag.start(), problems);
                        }
                        if (!open.isEmpty()) contain(tree, open.peek());
                        tree.key(tag.name(), tag.start() + 1, tag.start() + 1 + tag.name().length());
                        Element element = new Element(tag.start());
                        open.push(element);
                        for (XmlTags.Attribute attribute : tag.attributes()) {
                            contain(tree, element);
                            tree.key("@" + attribute.name(), attribute.start(), attribute.start() + attribute.name().length());
                            tree.scalar(value(xml, attribute), Kind.STRING, attribute.valueStart(), attribute.valueEnd());
                        }
                        element.textStart = tag.end();
                        element.textEnd = tag.end();
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        open.peek().text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        XmlTags.Tag tag = tags.next();
                        Element element = open.pop();
                        element.textEnd = Math.max(element.textStart, tag.start());
                        end(tree, element, text, tag.end());
                    }
                    default -> { }
                }
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
            problems.add(new Problem(file.path(), line,
                "not well-formed XML here; what stands before was read. Entities of a DTD are not read, on purpose"));
        }
        return result(file, tree, Math.min(text.length(), Math.max(bom, tags.at())), problems);
    }

    private static Config result(SourceFile file, TreeBuilder tree, int end, List<Problem> problems) {
        ConfigNode root = tree.finish(end);
        boolean empty = root instanceof ConfigNode.Mapping mapping && mapping.entries().isEmpty();
        return new Config(Config.Format.XML, empty ? List.of() : List.of(root), problems);
    }

    private static void contain(TreeBuilder tree, Element element) {
        if (!element.container) tree.openMapping(element.start);
        element.container = true;
    }

    /** An element with only text is a scalar; its span is the text without the white space around it. */
    private static void end(TreeBuilder tree, Element element, String source, int end) {
        String value = element.text.toString().strip();
        if (!element.container) {
            int from = element.textStart;
            int to = element.textEnd;
            while (from < to && Character.isWhitespace(source.charAt(from))) from++;
            while (to > from && Character.isWhitespace(source.charAt(to - 1))) to--;
            tree.scalar(value, Kind.STRING, from, to);
            return;
        }
        if (!value.isEmpty()) {
            tree.key("#text", element.textStart, element.textStart);
            tree.scalar(value, Kind.STRING, element.textStart, element.textEnd);
        }
        tree.close(end);
    }

    private static String value(XMLStreamReader xml, XmlTags.Attribute attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String prefix = xml.getAttributePrefix(i);
            String local = xml.getAttributeLocalName(i);
            if (attribute.name().equals(prefix == null || prefix.isEmpty() ? local : prefix + ":" + local)) return xml.getAttributeValue(i);
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            String prefix = xml.getNamespacePrefix(i);
            if (!attribute.name().equals(prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix)) continue;
            return xml.getNamespaceURI(i) == null ? "" : xml.getNamespaceURI(i);
        }
        return "";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> new java.io.ByteArrayInputStream(new byte[0]));
        return factory;
    }
}
