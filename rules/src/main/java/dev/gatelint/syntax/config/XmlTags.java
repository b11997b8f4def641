package dev.gatelint.syntax.config;

import java.util.ArrayList;
import java.util.List;

/** Finds the tags of an XML text one after the other, with offsets. It checks nothing: StAX has read a tag before it is asked for here. */
final class XmlTags {
    private final String text;
    private int at;
    /** The end tag that an empty element tag stands for as well. */
    private Tag pending;

    XmlTags(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /**
     * A start or end tag.
     *
     * @param start of {@code <}
     * @param end   behind {@code >}
     */
    record Tag(String name, int start, int end, List<Attribute> attributes) {}

    /** An attribute; the place of its value is without the quotes. */
    record Attribute(String name, int start, int valueStart, int valueEnd) {}

    int at() {
        return at;
    }

    /** The next start or end tag; an empty element gives both. At the end of the text, a tag of no length. */
    Tag next() {
        if (pending != null) {
            Tag end = pending;
            pending = null;
            return end;
        }
        while (true) {
            int start = text.indexOf('<', at);
            if (start < 0) return new Tag("", at = text.length(), at, List.of());
            if (text.startsWith("<!--", start)) {
                at = behind("-->", start + 4);
            } else if (text.startsWith("<![CDATA[", start)) {
                at = behind("]]>", start + 9);
            } else if (text.startsWith("<?", start)) {
                at = behind("?>", start + 2);
            } else if (text.startsWith("<!", start)) {
                at = start + 2;
                doctype();
            } else {
                return tag(start);
            }
        }
    }

    private Tag tag(int start) {
        boolean closing = text.startsWith("</", start);
        at = start + (closing ? 2 : 1);
        String name = name();
        List<Attribute> attributes = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '/' || c == '=' || Character.isWhitespace(c) || c == '"' || c == '\'') {
                at++;
                continue;
            }
            int nameStart = at;
            String attribute = name();
            while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '=')) at++;
            if (at >= text.length()) break;
            char quote = text.charAt(at);
            if (quote != '"' && quote != '\'') continue;
            int valueEnd = text.indexOf(quote, at + 1);
            if (valueEnd < 0) valueEnd = text.length();
            attributes.add(new Attribute(attribute, nameStart, Math.min(at + 1, valueEnd), valueEnd));
            at = Math.min(valueEnd + 1, text.length());
        }
        boolean empty = !closing && at < text.length() && text.charAt(at - 1) == '/';
        at = Math.min(at + 1, text.length());
        if (empty) pending = new Tag(name, at, at, List.of());
        return new Tag(name, start, at, attributes);
    }

    private String name() {
        int start = at;
        while (at < text.length() && " \t\r\n=/><\"'".indexOf(text.charAt(at)) < 0) at++;
        if (at == start) at++;
        return text.substring(start, Math.min(at, text.length()));
    }

    /** Goes behind a document type declaration with its internal subset, in which quotes and comments may hold {@code >}. */
    private void doctype() {
        int depth = 1;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at);
            if (text.startsWith("<!--", at)) {
                at = behind("-->", at + 4);
            } else if (text.startsWith("<?", at)) {
                at = behind("?>", at + 2);
            } else if (c == '"' || c == '\'') {
                at = behind(String.valueOf(c), at + 1);
            } else {
                if (c == '<') depth++;
                if (c == '>') depth--;
                at++;
            }
        }
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }
}
